import { Markup } from '../../shared/report/markup.js';

/** What the report of parity has beyond the styles of all reports. */
export const STYLES = new Markup(`
:root {
  --rail: light-dark(#ece9e1, #2a2e36);
  --open: light-dark(#8a5a00, #f2b84b);
  --found: light-dark(#2f77c0, #62a6ee);
  --noise: light-dark(#9aa1ad, #6b7280);
}
body { font-variant-numeric: tabular-nums; }
h2 { margin: 3rem 0 0.2rem; font-size: 1.5rem; overflow-wrap: anywhere; }
h3 { margin: 0 0 0.6rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h3.apart { margin: 1.6rem 0 0.6rem; }
h4 { margin: 0; font-size: 0.95rem; overflow-wrap: anywhere; }
p { margin: 0.2rem 0; overflow-wrap: anywhere; }
.small, .axis { color: var(--quiet); }
.facts { font-size: 0.95rem; margin-bottom: 0.9rem; }
.small { font-size: 0.8rem; }
.met { --tone: var(--good); }
.mismatch { --tone: var(--bad); }
.too-little-data { --tone: var(--open); }
.sign { color: var(--tone); font-weight: 700; }

.tiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); margin-top: 1.2rem; }
.tile {
  display: flex; flex-direction: column; gap: 0.35rem; padding: 1rem; color: inherit; text-decoration: none;
  background: var(--card); border: 1px solid var(--line); border-top: 0.4rem solid var(--tone); border-radius: 0.8rem;
}
.tile:hover .big { text-decoration: underline; }
.tile .big { color: var(--tone); font-size: 1.4rem; white-space: nowrap; font-weight: 700; line-height: 1.2; }
.tile .share { font-size: 1.15rem; overflow-wrap: anywhere; }
.tile .share small { display: block; }
small { color: var(--quiet); font-size: 0.85rem; }

section { scroll-margin-top: 1rem; }
.lead { font-size: 1.15rem; }
.example {
  display: grid; grid-template-columns: minmax(auto, max-content) 1fr; gap: 0.2rem 2.5rem; margin: 0; padding: 0.8rem 1.1rem;
  background: var(--card); border: 1px solid var(--line); border-inline-start: 0.4rem solid var(--found); border-radius: 0.8rem;
}
.example div { display: flex; flex-direction: column; min-width: 0; }
.example b { font: 600 1.3rem/1.3 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.example figcaption { grid-column: 1 / -1; color: var(--quiet); font-size: 0.85rem; overflow-wrap: anywhere; }
details { font-size: 0.88rem; }
summary { margin-bottom: 0.4rem; }
.columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); align-items: start; margin-top: 1rem; }
.card, article { padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.8rem; }
.agreement { margin: 0 0 0.8rem; }
.agreement p:first-child { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: 0.9rem; }
.track { position: relative; height: 0.9rem; margin: 0.2rem 0; background: var(--rail); border-radius: 0.45rem; }
.track .band { position: absolute; top: 0.2rem; height: 0.5rem; background: var(--found); border-radius: 0.25rem; opacity: 0.55; }
.track .dot { position: absolute; top: 0.1rem; width: 0.7rem; height: 0.7rem; margin-left: -0.35rem; background: var(--found); border: 2px solid var(--card); border-radius: 50%; }
.track .tick { position: absolute; top: 0; width: 1px; height: 100%; background: var(--line); }
.track .gate { position: absolute; top: -0.2rem; width: 3px; height: 1.3rem; margin-left: -1.5px; background: var(--ink); border-radius: 2px; }
.axis { display: flex; justify-content: space-between; font-size: 0.72rem; }
.hours { margin: 1.2rem 0 0; }
.hours svg { display: block; width: 100%; height: 2.6rem; border-bottom: 1px solid var(--line); }
.hours .hour { fill: var(--noise); }
.hours .peak { fill: var(--found); }
.hours figcaption { color: var(--quiet); font-size: 0.78rem; }
.hours b { color: var(--found); font-weight: 600; }
.conditions, .plain { margin: 0 0 0.8rem; padding: 0; list-style: none; font-size: 0.88rem; }
.conditions li { display: grid; grid-template-columns: 1.3rem 1fr auto; gap: 0 0.4rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
.conditions li:last-child { border-bottom: 0; }
.conditions .name { overflow-wrap: anywhere; }
.conditions .figure { font-weight: 600; text-align: end; overflow-wrap: anywhere; }
.conditions .wanted { grid-column: 2 / -1; color: var(--quiet); font-size: 0.78rem; }
.none { color: var(--good); font-weight: 600; margin: 1rem 0; }
.ranked { margin-top: 1rem; }
.multiples { display: grid; gap: 1rem 1.4rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); }

.classes { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
.class { color: var(--card); background: var(--quiet); padding: 0.05rem 0.45rem; border-radius: 0.3rem; font-size: 0.8rem; white-space: nowrap; }
.pair { display: grid; gap: 3px; margin: 0.35rem 0; }
.rate { position: relative; height: 0.6rem; background: var(--rail); border-radius: 0.15rem; }
.rate b { display: block; height: 100%; border-radius: 0.15rem; }
.rate.found b, .key.found { background: var(--found); }
.rate.noise b, .key.noise { background: var(--noise); }
.rate .band { position: absolute; top: calc(50% - 1px); height: 2px; background: var(--ink); }
table { width: 100%; font-size: 0.82rem; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; overflow-wrap: anywhere; }
article table { table-layout: fixed; margin-top: 0.5rem; }
article td { font-family: ui-monospace, Consolas, monospace; font-size: 0.78rem; }
.wide { padding: 0.4rem 1.1rem; }
.wide table { min-width: 44rem; }
.wide tbody th { font-weight: 600; }
.reading { margin-top: 1rem; }
.hint { margin: 0 0 0.9rem; color: var(--open); }
.legend { margin: 0.6rem 0; }
.legend li { align-items: center; }
.key { display: inline-block; width: 1.4rem; height: 0.6rem; border-radius: 0.15rem; }
.key.band { background: var(--found); opacity: 0.55; }
.key.line { height: 2px; background: var(--ink); }
.key.gate { width: 3px; height: 1.1rem; background: var(--ink); }
`);
