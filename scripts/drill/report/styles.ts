import { Markup } from '../../shared/report/markup.js';

/** What the report of a drill has beyond the styles of all reports. */
export const STYLES = new Markup(`
:root {
  --primary: light-dark(#2a9d78, #3cb58c);
  --legacy: light-dark(#7b5cc4, #a389e8);
  --snapshot: light-dark(#2f77c0, #62a6ee);
  --built-in: light-dark(#6b7280, #9aa1ad);
  --elsewhere: light-dark(#e39b1e, #f2b84b);
  --outage: light-dark(#f8dcd4, #4a2825);
}
header { padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
h2 { margin: 2.6rem 0 0.7rem; font-size: 1.3rem; }
h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
header p { margin: 0.2rem 0; max-width: 60rem; overflow-wrap: anywhere; }
.kicker { text-transform: uppercase; }
.facts { font-size: 0.9rem; }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: 600; }
a { color: inherit; text-underline-offset: 0.2em; }
.legend li { align-items: end; }
.key { width: 0.55rem; height: 1.25rem; margin-bottom: 0.1rem; }
.key.tier-legacy { height: 1.05rem; }
.key.tier-cdn_snapshot { height: 0.85rem; }
.key.tier-built_in { height: 0.65rem; }
.key.elsewhere { height: 0.5rem; margin-bottom: 0.8rem; }
.key.not-full { height: 0.3rem; }
.tier-primary { fill: var(--primary); background: var(--primary); }
.tier-legacy { fill: var(--legacy); background: var(--legacy); }
.tier-cdn_snapshot { fill: var(--snapshot); background: var(--snapshot); }
.tier-built_in, .tier-none { fill: var(--built-in); background: var(--built-in); }
.elsewhere { fill: var(--elsewhere); background: var(--elsewhere); }
.not-full { fill: var(--bad); background: var(--bad); }
.outage { background: var(--outage); }

table { font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.7rem; }
thead th { white-space: nowrap; }
.overview { width: 100%; }
.overview tbody th { font-weight: 600; white-space: nowrap; }
.overview td { white-space: nowrap; }
.overview td:last-child { min-width: 30rem; white-space: normal; color: var(--quiet); }
.matrix { width: 100%; table-layout: fixed; }
.matrix col:first-child { width: 28%; }
.matrix th, .matrix td { padding: 0.45rem 0.7rem; overflow-wrap: anywhere; }
.matrix td { border-inline-start: 1px solid var(--line); }
.matrix a { display: flex; flex-wrap: wrap; gap: 0 0.6rem; align-items: baseline; text-decoration: none; }
.matrix a:hover b { text-decoration: underline; }
.matrix b { white-space: nowrap; }
.matrix small { color: var(--quiet); }
.matrix svg { width: 100%; height: 1.7rem; margin-top: 0.3rem; }

.steps { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 33rem), 1fr)); }
article {
  display: grid; grid-template-columns: minmax(0, 1fr) 12rem; gap: 1rem; padding: 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.8rem; scroll-margin-top: 1rem;
}
article:target { outline: 3px solid var(--elsewhere); }
article p { margin: 0.1rem 0 0.7rem; font-size: 0.9rem; }
figure { margin: 0; }
.strip svg { display: block; width: 100%; height: 4rem; border-bottom: 1px solid var(--line); }
.strip figcaption { display: flex; font-size: 0.75rem; line-height: 1.6; }
.strip figcaption span { min-width: 3.6rem; padding-inline-start: 0.35rem; }
.strip figcaption .outage { color: var(--ink); }
.strip figcaption span:not(.outage) { color: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: 0.5rem 1rem; margin: 0.9rem 0; }
dt { color: var(--quiet); font-size: 0.75rem; }
dd { margin: 0; font-size: 0.9rem; overflow-wrap: anywhere; }
details { font-size: 0.9rem; }
details table { width: 100%; margin-top: 0.4rem; font-size: 0.78rem; }
details th, details td { padding: 0.25rem 0.4rem 0.25rem 0; overflow-wrap: anywhere; }
details tbody th { font-weight: 500; }

.phone { font-size: 0.66rem; line-height: 1.3; }
.screen {
  min-height: 13rem; padding: 0.9rem 0.45rem 0.6rem; background: var(--paper);
  border: 2px solid var(--quiet); border-radius: 1.1rem;
}
.screen::before { content: ""; display: block; width: 30%; height: 3px; margin: -0.45rem auto 0.5rem; border-radius: 2px; background: var(--quiet); }
.screen ul { display: grid; grid-template-columns: 1fr 1fr; gap: 0.4rem; margin: 0; padding: 0; list-style: none; }
.screen li { display: flex; flex-direction: column; min-width: 0; overflow: hidden; background: var(--card); border-radius: 0.35rem; }
.cover {
  display: flex; align-items: end; aspect-ratio: 4 / 3; padding: 0.25rem 0.35rem; color: #fff; font-weight: 600;
  background: linear-gradient(150deg, hsl(var(--hue) 45% 44%), hsl(calc(var(--hue) + 50) 50% 26%));
}
.title { display: -webkit-box; overflow: hidden; margin: 0.25rem 0.3rem 0; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; }
.author { overflow: hidden; margin: 0 0.3rem; color: var(--quiet); text-overflow: ellipsis; white-space: nowrap; }
.price, .no-price { margin: auto 0.3rem 0.3rem; padding-top: 0.15rem; font-weight: 700; }
.no-price { color: var(--quiet); font-style: italic; font-weight: 400; }
.nothing { display: grid; gap: 0.4rem; margin: 3.5rem 0.4rem; color: var(--bad); text-align: center; overflow-wrap: anywhere; }
.phone figcaption { margin-top: 0.35rem; color: var(--quiet); text-align: center; font-size: 0.72rem; }
@media (max-width: 34rem) {
  .matrix { font-size: 0.72rem; }
  .matrix th, .matrix td { padding: 0.4rem; }
  .matrix tbody th { font-size: 0.64rem; }
  .matrix svg { height: 1.2rem; }
  article { grid-template-columns: minmax(0, 1fr); }
  .phone { font-size: 0.75rem; }
  .screen { max-width: 17rem; margin: 0 auto; }
}
`);
