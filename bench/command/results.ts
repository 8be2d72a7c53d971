import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderChart } from '../report/chart.js';
import { renderMarkdown } from '../report/markdown.js';
import { parseRecord, type BenchRecord } from '../report/record.js';

const CHART = 'chart.svg';
const REPORT = 'README.md';
/** What the chart shows. */
const CHARTED = {
  scenario: 'S1',
  load: 'saturation',
  figure: 'cpuMs',
  yardstick: 'hand-written',
  ours: 'vitrine',
};

/** Writes the raw samples of a scenario, in place of those of an earlier run. */
export function writeRecord(folder: string, record: BenchRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${record.scenario.id}.json`), `${JSON.stringify(record, null, 1)}\n`);
}

/** Takes away what an earlier run of a scenario wrote: a run with a wrong answer has no result. */
export function dropRecord(folder: string, id: string): void {
  rmSync(join(folder, `${id}.json`), { force: true });
}

/** Prints report and chart anew from all raw samples in a folder; `order` has the ids of the scenarios. Returns the report's path. */
export function writeReport(folder: string, order: readonly string[]): string {
  const records = globSync(join(folder, '*.json'))
    .map((path) => parseRecord(readFileSync(path, 'utf8')))
    .sort((a, b) => order.indexOf(a.scenario.id) - order.indexOf(b.scenario.id));
  const charted = records.find(({ scenario }) => scenario.id === CHARTED.scenario);
  const chart = charted ? renderChart(charted, CHARTED) : null;
  if (chart !== null) writeFileSync(join(folder, CHART), chart);
  else if (existsSync(join(folder, CHART))) rmSync(join(folder, CHART));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, REPORT);
  writeFileSync(path, renderMarkdown(records, chart === null ? null : CHART));
  return path;
}
