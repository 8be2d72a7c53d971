import { Markup } from './markup.js';

/** What all reports look alike in: paper and ink, dark and light, headings, tables and legends, from the width of a phone on. */
export const BASE_STYLES = new Markup(`
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f1, #14161a);
  --card: light-dark(#ffffff, #1d2026);
  --line: light-dark(#dedbd2, #343943);
  --ink: light-dark(#1c1d20, #eceae4);
  --quiet: light-dark(#5d5f66, #a5a8b0);
  --good: light-dark(#0a6b4b, #52d3a2);
  --bad: light-dark(#b3261e, #ff8f85);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(0.9rem, 3vw, 2.5rem) 4rem; max-width: 86rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { margin: 0 0 0.5rem; font-size: clamp(1.5rem, 4.5vw, 2.5rem); line-height: 1.15; text-wrap: balance; overflow-wrap: anywhere; }
.kicker { color: var(--quiet); font-size: 0.85rem; letter-spacing: 0.08em; }
.facts { color: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; margin: 0; padding: 0; list-style: none; font-size: 0.9rem; }
.legend li { display: flex; gap: 0.5rem; }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.8rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--quiet); font-weight: 600; }
tbody tr:last-child > * { border-bottom: 0; }
summary { cursor: pointer; }
`);
