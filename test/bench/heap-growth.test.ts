import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeHeapSnapshot } from 'node:v8';
import { growingClasses } from '../../bench/memory/growth.js';
import { bytesOf, summarizeHeap, type HeapSummary } from '../../bench/memory/heap-summary.js';

class Pebble {
  constructor(readonly text: string) {}
}
const INSTANCES = 1_234;

describe('a heap snapshot', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heap-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is counted by class', async () => {
    const pebbles = Array.from({ length: INSTANCES }, (_, at) => new Pebble(`"quoted" \\ ${at}`));
    const heap = await summarizeHeap(writeHeapSnapshot(join(folder, 'a.heapsnapshot')));
    assert.equal(heap.get('object Pebble')?.count, pebbles.length);
    assert.ok((heap.get('string')?.count ?? 0) > INSTANCES, 'strings are counted together');
    assert.ok(bytesOf(heap) > 1e6);
  });
});

describe('growth', () => {
  const heapOf = (counts: Readonly<Record<string, number>>): HeapSummary =>
    new Map(Object.entries(counts).map(([name, count]) => [name, { count, bytes: count * 10 }]));
  const growthOf = (name: string, counts: readonly number[]) =>
    growingClasses(counts.map((count) => heapOf({ [name]: count })));

  it('is a class that every snapshot holds more of', () => {
    const counts = [100, 130, 160, 200];
    assert.deepEqual(growthOf('object Exchange', counts), [
      { name: 'object Exchange', counts, addedBytes: 1_000 },
    ]);
    assert.equal(growthOf('object New', [0, 30, 60]).length, 1);
  });

  it('is not what comes and goes, what drifts by a few, nor what the engine keeps', () => {
    assert.deepEqual(growthOf('object Exchange', [100, 130, 129, 200]), []);
    assert.deepEqual(growthOf('object Socket', [100, 105, 110, 119]), []);
    assert.deepEqual(growthOf('string', [100_000, 100_100, 100_200]), []);
    assert.deepEqual(growthOf('code', [100, 200, 300]), []);
    assert.deepEqual(growthOf('hidden system / WeakArrayList', [100, 200, 300]), []);
  });
});
