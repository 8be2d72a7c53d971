import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { frame } from '../../src/shadow/spool/frame.js';
import { amount } from '../support/amount.js';
import { fileOf, numbersIn, recordOf } from './support/records.js';

const RECORDS = 50;
const POINTS = 1_000;
const KILLS = amount(8, 1_000);
/** Every millisecond within this is somebody's last one. */
const LIVES_MS = 97;
const WRITER = join(import.meta.dirname, 'support/writer-process.js');
const file = fileOf(RECORDS);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Where each record ends. */
const ends = upTo(RECORDS).reduce<number[]>(
  (all, n) => [...all, (all.at(-1) ?? 0) + frame(recordOf('test', n)).length],
  [],
);

describe('files of cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-torn-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`cut at ${POINTS} points: every record is whole or absent, and none is there twice`, () => {
    fc.assert(
      fc.property(fc.nat(file.length), (point) => {
        const { numbers, damaged } = numbersIn(file.subarray(0, point));
        const whole = ends.filter((end) => end <= point).length;
        assert.deepEqual(numbers, upTo(whole));
        assert.equal(damaged, point === 0 || ends.includes(point) ? 0 : 1);
      }),
      { numRuns: POINTS },
    );
  });

  it('goes on with whole records behind a torn one', () => {
    fc.assert(
      fc.property(fc.nat(file.length), (point) => {
        const rest = frame(recordOf('test', 777));
        const { numbers } = numbersIn(Buffer.concat([file.subarray(0, point), rest]));
        assert.deepEqual(numbers, [...upTo(ends.filter((end) => end <= point).length), 777]);
      }),
      { numRuns: POINTS },
    );
  });

  it('leaves out the record that a changed byte is in, and no other', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(file);
        changed[at] = (changed[at] ?? 0) ^ change;
        const hit = ends.findIndex((end) => at < end);
        const { numbers, damaged } = numbersIn(changed);
        assert.deepEqual(
          numbers,
          upTo(RECORDS).filter((n) => n !== hit),
        );
        assert.equal(damaged, 1);
      }),
      { numRuns: POINTS },
    );
  });

  it(`is written by processes that are killed: ${KILLS} times, whole or absent`, async (test) => {
    let written = 0;
    for (const n of upTo(KILLS)) {
      const instance = `writer${n}-`;
      const child = spawn(process.execPath, [WRITER, folder, instance], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await sleep(20 + ((n * 11) % LIVES_MS));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const names = readdirSync(folder).filter((name) => name.includes(instance));
      const order = (name: string) => Number(/-(\d+)\./.exec(name)?.[1]);
      const numbers = names
        .sort((a, b) => order(a) - order(b))
        .flatMap((name) => numbersIn(readFileSync(join(folder, name))).numbers);
      assert.deepEqual(numbers, upTo(numbers.length), instance);
      written += numbers.length;
      for (const name of names) rmSync(join(folder, name));
    }
    assert.ok(written > KILLS, 'most of them had written something');
    test.diagnostic(`${KILLS} processes were killed; of ${written} records each is there once`);
  });
});
