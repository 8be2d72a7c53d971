import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { dropRecord, writeRecord, writeReport } from '../../bench/command/results.js';
import { renderChart } from '../../bench/report/chart.js';
import { renderMarkdown } from '../../bench/report/markdown.js';
import { parseRecord } from '../../bench/report/record.js';
import { recordOf } from './support/records.js';

const RECORD = recordOf([
  { ours: 0.75, theirs: 0.5 },
  { ours: 0.75, theirs: 0.5 },
]);
const SUBJECT = { load: 'saturation', figure: 'cpuMs', yardstick: 'theirs', ours: 'ours' };

describe('the report', () => {
  const text = renderMarkdown([RECORD], 'chart.svg');

  it('shows medians, ratios with their intervals, and whether goals are reached', () => {
    assert.match(text, /\| saturation \| Gateway \| 0\.750 \| 2 \|/);
    assert.match(text, /\| Ours ÷ theirs \| 1\.50 \(1\.50–1\.50\) \| ≤ 1\.5 \| yes \|/);
  });

  it('leaves out figures that nobody measured', () => assert(!text.includes('Collector')));

  it('says what reproduces it, on what, and how everybody was started', () => {
    for (const part of ['`npm run bench -- --only S1`', 'abcdef012345', 'node 24.0.0', '`node handler.js`'])
      assert(text.includes(part), part);
  });

  it('says which Tailcall it was', () => {
    const [entrant] = RECORD.entrants;
    assert(entrant && !text.includes('tailcallhq'));
    const entrants = [{ ...entrant, name: 'tailcall-dedupe' }];
    assert(renderMarkdown([{ ...RECORD, entrants }], null).includes('@tailcallhq/core-linux-x64-gnu@1.0.0'));
  });

  it('says loudly that a run is void', () => {
    const flawed = renderMarkdown([{ ...RECORD, flaws: ['Too loud.'] }], null);
    assert.match(flawed, /\*\*Void\.\*\* Too loud\./);
    assert.match(flawed, /\| void \|/);
    assert(!flawed.includes('!['));
  });
});

describe('the chart', () => {
  const svg = renderChart(RECORD, SUBJECT) ?? '';

  it('has a bar for everybody, the line at the end of the yardstick', () => {
    const widths = [...svg.matchAll(/<rect class="(\w+)" x="(\d+)" y="\d+" width="([\d.]+)"/g)];
    assert.deepEqual(
      widths.map(([, kind]) => kind),
      ['bar', 'ours'],
    );
    const [[, , left, theirs] = [], [, , , ours] = []] = widths;
    assert(Math.abs(Number(ours) / Number(theirs) - 1.5) < 0.01);
    assert(svg.includes(`x1="${(Number(left) + Number(theirs)).toFixed(1)}"`));
    assert(svg.includes('0.75 ms · 1.50×'));
  });

  it('is well formed whatever names hold', () => {
    assert(svg.includes('Model &lt;1>'));
    assert(!svg.includes('Model <1>'));
  });

  it('is none without its yardstick', () =>
    assert.equal(renderChart(RECORD, { ...SUBJECT, yardstick: 'nobody' }), null));
});

describe('the folder of results', () => {
  it('is printed anew from its files alone', (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    test.after(() => rmSync(folder, { recursive: true }));
    writeRecord(folder, RECORD);
    assert.deepEqual(parseRecord(readFileSync(join(folder, 'S1.json'), 'utf8')), RECORD);
    writeReport(folder, ['S1']);
    assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), /S1\. The feed/);
    dropRecord(folder, 'S1');
    writeReport(folder, ['S1']);
    assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), /Nothing has been measured yet/);
  });
});
