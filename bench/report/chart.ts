import { evaluate } from './evaluate.js';
import { figureText } from './numbers.js';
import type { BenchRecord } from './record.js';

/** What a chart shows: one figure of one load, with the contestant that is 1.0. */
export interface ChartSubject {
  readonly load: string;
  readonly figure: string;
  readonly yardstick: string;
  /** Contestant whose bar stands out. */
  readonly ours: string;
}

const WIDTH = 860;
const BAR_LEFT = 330;
const BAR_RIGHT = 735;
const TOP = 84;
const STEP = 44;
const BAR_HEIGHT = 22;
const FOOT = 40;
/** Characters of a configuration that fit beside its bar. */
const ROOM = 50;

const STYLE = `
  svg { color-scheme: light dark; font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  .ink { fill: #1c1d20; } .quiet { fill: #5d5f66; } .bar { fill: #9aa3b2; } .ours { fill: #2a9d78; }
  .line { stroke: #b3261e; stroke-width: 1.5; stroke-dasharray: 4 3; } .line-text { fill: #b3261e; }
  .title { font-size: 17px; font-weight: 600; } .small { font-size: 12px; }
  @media (prefers-color-scheme: dark) {
    .ink { fill: #eceae4; } .quiet { fill: #a5a8b0; } .bar { fill: #5b6372; } .ours { fill: #3cb58c; }
    .line { stroke: #ff8f85; } .line-text { fill: #ff8f85; }
  }`;

interface Bar {
  readonly name: string;
  readonly title: string;
  readonly configuration: string;
  readonly value: number;
}

/** A chart of bars, readable on light and on dark pages; null: the yardstick was not measured. */
export function renderChart(record: BenchRecord, subject: ChartSubject): string | null {
  const bars = barsOf(record, subject);
  const yardstick = bars.find(({ name }) => name === subject.yardstick);
  if (!yardstick) return null;
  const one = yardstick.value;
  const most = Math.max(...bars.map(({ value }) => value));
  const xOf = (value: number) => BAR_LEFT + (value / most) * (BAR_RIGHT - BAR_LEFT);
  const height = TOP + bars.length * STEP + FOOT;
  const title = `CPU per answer, ${record.scenario.title.toLowerCase()}`;
  const drawn = bars.flatMap(({ name, title: who, configuration, value }, index) => {
    const y = TOP + index * STEP;
    const text = `${figureText(value, 2)} ms · ${figureText(value / one, 2)}×`;
    return [
      `<text class="ink" x="${BAR_LEFT - 12}" y="${y + 11}" text-anchor="end">${escaped(who)}</text>`,
      `<text class="quiet small" x="${BAR_LEFT - 12}" y="${y + 26}" text-anchor="end">${escaped(shortened(configuration))}</text>`,
      `<rect class="${name === subject.ours ? 'ours' : 'bar'}" x="${BAR_LEFT}" y="${y}" width="${(xOf(value) - BAR_LEFT).toFixed(1)}" height="${BAR_HEIGHT}" rx="3"/>`,
      `<text class="ink" x="${(xOf(value) + 8).toFixed(1)}" y="${y + 16}">${text}</text>`,
    ];
  });
  const lineX = xOf(one).toFixed(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<text class="ink title" x="16" y="28">${escaped(title)}</text>`,
    `<text class="quiet small" x="16" y="48">median of the rounds, ${escaped(subject.load)}; less is better; ${escaped(record.surroundings.cpu)}, Node ${escaped(record.surroundings.versions['node'] ?? '')}</text>`,
    ...drawn,
    `<line class="line" x1="${lineX}" x2="${lineX}" y1="${TOP - 8}" y2="${height - FOOT + 2}"/>`,
    `<text class="line-text small" x="${lineX}" y="${height - FOOT + 18}" text-anchor="middle">1.0 = ${escaped(yardstick.title.toLowerCase())}</text>`,
    '</svg>\n',
  ].join('\n');
}

function barsOf(record: BenchRecord, { load, figure }: ChartSubject): readonly Bar[] {
  const bars = evaluate(record)
    .rows.filter((row) => row.load === load)
    .flatMap(({ contestant, medians }) => {
      const value = medians[figure];
      const entrant = record.entrants.find(({ name }) => name === contestant);
      return value === undefined || !entrant ? [] : [{ ...entrant, value }];
    });
  return bars.sort((a, b) => a.value - b.value);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const shortened = (text: string): string => (text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text);
