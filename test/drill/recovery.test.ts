import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWarm, recoveredAt, usualOf } from '../../scripts/drill/recovery.js';
import { sighting, row } from './support/sightings.js';

const many = (count: number, parts: Parameters<typeof sighting>[0] = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => sighting({ at: (from + index) * 100, ...parts }));
const priced = (items: number) => ({ degraded: [row('Product.pricing', 'legacy', items)] });

describe('recovery', () => {
  const usual = usualOf(many(20));

  it('takes a row of usual pages', () => {
    assert.equal(recoveredAt(many(5), usual), null);
    assert.equal(recoveredAt(many(6), usual), 0);
  });

  it('is the first usual page of that row', () => {
    const seen = [...many(10, priced(12)), ...many(5, {}, 10)];
    assert.equal(recoveredAt(seen, usual), 1000);
    assert.equal(recoveredAt(seen.slice(0, -1), usual), null);
  });

  it('is not there while pages are short, come from a lower tier, or fields from elsewhere', () => {
    for (const parts of [{ verdict: 'short' }, { tier: 'LEGACY' }, priced(1)] as const)
      assert.equal(recoveredAt(many(20, parts), usual), null);
  });

  it('does not count reads by id, nor sessions that began in a lower tier', () => {
    const stuck = many(20, { tier: 'CDN_SNAPSHOT', cameFrom: 'CDN_SNAPSHOT' });
    const reads = many(20, { kind: 'product', verdict: 'unavailable', tier: null });
    assert.equal(recoveredAt([...stuck, ...reads], usual), null);
    assert.equal(recoveredAt([...stuck, ...reads, ...many(6, {}, 20)], usual), 2000);
  });

  it('knows that real data are never quite complete', () => {
    const dirty = usualOf([...many(15), ...many(5, priced(1), 15)]);
    assert.equal(recoveredAt(many(6, priced(1)), dirty), 0);
    assert.equal(recoveredAt(many(6, priced(12)), dirty), null);
  });

  it('is there in a better tier than usual, too', () => {
    const snapshot = usualOf(many(20, { tier: 'CDN_SNAPSHOT' }));
    assert.equal(recoveredAt(many(6), snapshot), 0);
    assert.equal(recoveredAt(many(6, { tier: 'BUILT_IN' }), snapshot), null);
    assert.equal(recoveredAt(many(6, { tier: null }), snapshot), null);
  });

  it('is found on a machine with hiccups, and only then', () => {
    const hiccups = usualOf([...many(14), ...many(6, priced(12), 14)]);
    const seen = [...many(3), ...many(3, priced(12), 3)];
    assert.equal(recoveredAt(seen, hiccups), 0);
    assert.equal(recoveredAt(seen, usual), null);
    assert.equal(recoveredAt(many(6, priced(12)), hiccups), null);
  });

  it('looks at the order in which pages were asked for, not in which they came', () => {
    const late = sighting({ at: 0, verdict: 'blank' });
    assert.equal(recoveredAt([...many(6, {}, 1), late], usual), 100);
  });

  it('is not waited for before the first full pages have come', () => {
    assert.equal(isWarm(many(19)), false);
    assert.equal(isWarm([...many(3, { verdict: 'blank' }), ...many(20, {}, 3)]), true);
    assert.equal(isWarm([...many(20), sighting({ verdict: 'blank' })]), false);
    assert.equal(isWarm(many(20, { tier: 'LEGACY' })), false);
  });
});
