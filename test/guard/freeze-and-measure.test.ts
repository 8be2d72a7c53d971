import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { freezeAndMeasure } from '../../datasources/chain/freeze-and-measure.js';
import { checkProperty } from '../mixing/support/property.js';

function isFrozenAllOver(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenAllOver);
}

describe('a measured record', () => {
  it('is frozen with all that is in it', () => {
    checkProperty(fc.jsonValue({ maxDepth: 6 }), ['nested'], (value, seen) => {
      if (
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).some((part) => typeof part === 'object')
      )
        seen('nested');
      freezeAndMeasure(value);
      assert.ok(isFrozenAllOver(value));
    });
  });

  it('is refused when it is deeper than any record', () => {
    let chain: { next?: unknown } = {};
    for (let depth = 0; depth < 20; depth += 1) chain = { next: chain };
    assert.throws(() => freezeAndMeasure(chain), RangeError);
  });

  it('is not charged for what others share with it', () => {
    const shop = { name: 'x'.repeat(1_000) };
    const [one, two] = [freezeAndMeasure({ shop }), freezeAndMeasure({ shop })];
    assert.ok(one > 1_000 && two < 100, `${one} and ${two}`);
    assert.ok(freezeAndMeasure({ shop: { ...shop } }) > 1_000);
  });

  it('takes about as much memory as it is said to', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const text = (index: number) =>
      JSON.stringify({
        itemId: `9${index}00000000000`,
        title: `夏季新款宽松短袖 ${index}`,
        detailUrl: `https://shop.example/items/9${index}00000000000?from=feed`,
        image: { url: `https://img.example/pictures/${index}/large-picture.jpg`, width: 800, height: 800 },
        tags: [`tag number ${index}`, `another one ${index}`],
        publishAtMs: 1_700_000_000_000 + index,
        shop: { id: `5${index}000`, name: `旗舰店 ${index}`, score: 4.5 + index / 1e6, certified: true },
      });
    const texts = Array.from({ length: 5_000 }, (_, index) => text(index));
    collect();
    const before = process.memoryUsage().heapUsed;
    const records: unknown[] = texts.map((json) => JSON.parse(json));
    collect();
    const actual = process.memoryUsage().heapUsed - before;
    const estimate = records.reduce<number>((sum, record) => sum + freezeAndMeasure(record), 0);
    const ratio = estimate / actual;
    assert.ok(ratio > 0.8 && ratio < 1.6, `estimated ${estimate}, in use ${actual}: ${ratio.toFixed(2)}`);
  });
});
