import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundedReport } from '../../datasources/chain/bounded-report.js';
import type { DegradedField } from '../../datasources/chain/degradation.js';

const rows = (count: number, more: Partial<DegradedField> = {}): DegradedField[] =>
  Array.from({ length: count }, (_, index) => ({
    coordinate: `Type${index}.field`,
    source: null,
    reason: 'UPSTREAM_ERROR',
    items: 1,
    ...more,
  }));

const NOWHERE = new Map<string, never>();
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('a report of degradation', () => {
  it('is whole while it has room', () => {
    const all = rows(32);
    assert.deepEqual(boundedReport(all, NOWHERE), { v: 1, truncated: false, fields: all });
  });

  it('says so when it has too many rows', () => {
    const { truncated, fields } = boundedReport(rows(40), NOWHERE);
    assert.deepEqual([truncated, fields.length], [true, 32]);
  });

  it('leaves out places before it leaves out rows', () => {
    const path = ['feed', 'edges', 3, 'node', 'video', 'products', 'edges', 0, 'node', 'pricing'];
    const all = rows(20);
    const paths = Array.from({ length: 5 }, () => path);
    const report = boundedReport(all, new Map(all.map(({ coordinate }) => [coordinate, paths])));
    assert.ok(bytes(report) <= 4_096);
    assert.deepEqual([report.truncated, report.fields.length], [true, 20]);
    assert.ok(report.fields[0]?.paths && !report.fields.at(-1)?.paths);
  });

  it('never takes more than 4 KiB, whatever the names', () => {
    const report = boundedReport(rows(32, { coordinate: 'é'.repeat(200) }), NOWHERE);
    assert.ok(bytes(report) <= 4_096);
    assert.ok(report.truncated && report.fields.length > 5);
  });
});
