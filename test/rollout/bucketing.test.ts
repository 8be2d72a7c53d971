import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { bucketOf, BUCKETS, isTreated } from '../../rollout/bucketing/bucket.js';
import { murmur3x86 } from '../../rollout/bucketing/murmur3.js';
import type { UnitKind } from '../../rollout/rules/rule.types.js';

interface Vectors {
  readonly hashes: readonly { text?: string; hex?: string; initial: string; hash: string }[];
  readonly buckets: readonly {
    salt: string;
    unitKind: UnitKind;
    unitId: string;
    bytes: number;
    hash: string;
    bucket: number;
  }[];
  readonly arms: readonly { bucket: number; bp: number; holdbackBp: number; treated: boolean }[];
}

const { hashes, buckets, arms } = JSON.parse(readFileSync('rollout/vectors.json', 'utf8')) as Vectors;
const hex = (hash: number): string => hash.toString(16).padStart(8, '0');

describe('the published vectors', () => {
  it('are what the hash gives', () => {
    for (const { text, hex: bytes, initial, hash } of hashes) {
      const input = bytes === undefined ? Buffer.from(text ?? '') : Buffer.from(bytes, 'hex');
      assert.equal(
        hex(murmur3x86(input, Number.parseInt(initial, 16))),
        hash,
        JSON.stringify({ text, bytes }),
      );
    }
  });

  it('are what the buckets give', () => {
    for (const { salt, unitKind, unitId, bytes, hash, bucket } of buckets) {
      const key = Buffer.from(`${salt}:${unitKind}:${unitId}`);
      assert.equal(key.length, bytes, unitId);
      assert.equal(hex(murmur3x86(key, 0)), hash, unitId);
      assert.equal(bucketOf(salt, unitKind, unitId), bucket, unitId);
    }
  });

  it('are what the shares give', () => {
    for (const { bucket, bp, holdbackBp, treated } of arms)
      assert.equal(isTreated(bucket, bp, holdbackBp), treated, JSON.stringify({ bucket, bp, holdbackBp }));
  });

  it('cover every tail length, the top bit, a colon in an id, ids outside ASCII, several salts and every step', () => {
    assert.deepEqual(new Set(buckets.map(({ bytes }) => bytes % 4)), new Set([0, 1, 2, 3]));
    assert.ok(
      buckets.some(({ hash }) => hash >= '80000000') && buckets.some(({ hash }) => hash < '80000000'),
    );
    assert.ok(buckets.some(({ unitId }) => unitId.includes(':')));
    assert.ok(buckets.some(({ unitId }) => /[^\x20-\x7e]/.test(unitId)));
    assert.ok(new Set(buckets.map(({ salt }) => salt)).size >= 4);
    for (const bp of [10, 100, 500, 1_000, 2_500, 5_000])
      for (const edge of [bp - 1, bp])
        assert.ok(
          buckets.some(({ bucket }) => bucket === edge),
          `nobody is in bucket ${edge}`,
        );
  });
});

it('hashes a key that is longer than the bytes kept for it', () => {
  const long = 'é'.repeat(2_000);
  assert.equal(bucketOf('s', 'viewer', long), murmur3x86(Buffer.from(`s:viewer:${long}`), 0) % BUCKETS);
});

describe('100,000 viewers', () => {
  const viewers = Array.from({ length: 100_000 }, (_, n) => `v-${String(n).padStart(6, '0')}`);
  const feed = viewers.map((id) => bucketOf('feed-primary-1', 'viewer', id));
  const pricing = viewers.map((id) => bucketOf('product-pricing-1', 'viewer', id));
  const treated = (of: readonly number[], bp: number, holdbackBp = 0): Set<number> =>
    new Set(of.flatMap((bucket, viewer) => (isTreated(bucket, bp, holdbackBp) ? [viewer] : [])));

  for (const bp of [10, 100, 500, 1_000, 2_500, 5_000, 9_900])
    it(`are on treatment in the share of ${bp / 100} %`, () => {
      for (const of of [feed, pricing]) {
        const share = treated(of, bp).size / viewers.length;
        const wanted = bp / BUCKETS;
        const deviation = Math.sqrt((wanted * (1 - wanted)) / viewers.length);
        assert.ok(Math.abs(share - wanted) <= Math.min(0.005, 4 * deviation), `${share} for ${wanted}`);
      }
    });

  it('stay on treatment when it is widened, and leave in the opposite order', () => {
    const steps = [0, 10, 100, 500, 1_000, 2_500, 5_000, 10_000].map((bp) => treated(feed, bp));
    steps.slice(1).forEach((wider, step) => {
      const narrower = steps[step] ?? assert.fail();
      assert.ok([...narrower].every((viewer) => wider.has(viewer)));
      assert.ok(narrower.size < wider.size);
    });
  });

  it('are the same people after a rule was stopped', () => {
    const before = treated(feed, 500);
    assert.equal(treated(feed, 0).size, 0);
    assert.deepEqual(treated(feed, 500), before);
  });

  it('are held back from the end, so that the first ones keep their arm', () => {
    const kept = treated(feed, 10_000, 100);
    const held = [...treated(feed, 10_000)].filter((viewer) => !kept.has(viewer));
    assert.ok(held.length > 0);
    assert.ok(held.every((viewer) => (feed[viewer] ?? 0) >= 9_900));
    assert.deepEqual(treated(feed, 5_000, 100), treated(feed, 5_000));
  });

  it('are on treatment of two rules at 10 % as often as chance has it', () => {
    const alsoThere = treated(pricing, 1_000);
    const both = [...treated(feed, 1_000)].filter((viewer) => alsoThere.has(viewer)).length / viewers.length;
    assert.ok(Math.abs(both - 0.01) <= 0.0015, String(both));
  });
});
