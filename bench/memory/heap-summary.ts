import { createReadStream } from 'node:fs';
import { NodeCounts } from './node-counts.js';
import { StringList } from './string-list.js';

/** Objects of one class in a heap. */
export interface HeapClass {
  readonly count: number;
  /** Bytes of the objects themselves, without what they refer to. */
  readonly bytes: number;
}

/** What a heap holds by class, such as `object Exchange`, `closure onData` or `string`. */
export type HeapSummary = ReadonlyMap<string, HeapClass>;

/** Bytes of all objects together. */
export const bytesOf = (heap: HeapSummary): number =>
  [...heap.values()].reduce((sum, { bytes }) => sum + bytes, 0);

const NODES = '"nodes":[';
const STRINGS = '"strings":[';
const CHUNK_BYTES = 1 << 20;

/**
 * Counts the objects of a heap snapshot, a file as V8 writes it, by class. The file is read as a stream: its numbers of nodes and
 * its strings are looked at, everything between is passed over.
 */
export async function summarizeHeap(path: string): Promise<HeapSummary> {
  const scan = new SnapshotScan();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    scan.take(chunk as Buffer);
  return scan.summary();
}

/** The parts of the file in their order. */
class SnapshotScan {
  private part: 'head' | 'nodes' | 'between' | 'strings' = 'head';
  private text = '';
  private nodes: NodeCounts | undefined;
  private readonly strings = new StringList();

  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) at = this.takePart(chunk, at);
  }

  summary(): HeapSummary {
    const summary = new Map<string, HeapClass>();
    for (const { type, name, count, bytes } of this.nodes?.all() ?? []) {
      const key = name === null ? type : `${type} ${this.strings.all[name] ?? ''}`;
      const known = summary.get(key) ?? { count: 0, bytes: 0 };
      summary.set(key, { count: known.count + count, bytes: known.bytes + bytes });
    }
    return summary;
  }

  /** Index behind what was taken of the chunk. */
  private takePart(chunk: Buffer, from: number): number {
    if (this.part === 'strings') return this.strings.take(chunk, from);
    if (this.part === 'nodes') {
      const end = this.nodes?.take(chunk, from) ?? chunk.length;
      if (end < chunk.length) this.part = 'between';
      return end;
    }
    const marker = this.part === 'head' ? NODES : STRINGS;
    const before = this.text.length;
    this.text += chunk.toString('latin1', from);
    const at = this.text.indexOf(marker);
    if (at < 0) {
      if (this.part === 'between') this.text = this.text.slice(-marker.length);
      return chunk.length;
    }
    this.enter(this.text.slice(0, at));
    return from + at + marker.length - before;
  }

  private enter(passed: string): void {
    if (this.part === 'head') this.nodes = new NodeCounts(`${passed.trimEnd().replace(/,$/, '')}}`);
    this.part = this.part === 'head' ? 'nodes' : 'strings';
    this.text = '';
  }
}
