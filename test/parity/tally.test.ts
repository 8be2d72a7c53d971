import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import type { Comparison, Plain } from '../../rollout/comparing/observation.js';
import { parityFigures } from '../../rollout/parity/parity-figures.js';
import { ParityTally } from '../../rollout/parity/parity-tally.js';
import { tallyOf } from './support/compare-paths.js';
import { NOW } from './support/world.js';

const HOUR_MS = 3_600_000;
const LABEL: IgnoreRule = {
  at: 'Product.pricing.priceLabel',
  class: 'nullness',
  reason: 'The Java service knows no labels.',
  owner: 'pricing-team',
  expires: '2027-03-31',
};

const comparison = (served: Plain, candidate: Plain, more: Partial<Comparison> = {}): Comparison => ({
  coordinate: 'Product.pricing',
  key: '1',
  served: { kind: 'value', value: served },
  candidate: { kind: 'value', value: candidate },
  ranked: false,
  servedMs: 10,
  candidateMs: 10,
  ...more,
});

const asked = { ruleId: 'all', operation: 'FeedFull', client: 'IOS 9.4.0', isNoise: false };

function add(tally: ParityTally, comparisons: readonly Comparison[], more: Partial<typeof asked> = {}): void {
  tally.add({ ...asked, ...more, comparisons });
}

describe('a tally', () => {
  it('counts by coordinate, operation and client, noise apart', () => {
    const tally = tallyOf(() => NOW);
    add(tally, [comparison({ a: 1 }, { a: 1 }), comparison({ a: 1 }, { a: 2 })]);
    add(tally, [comparison({ a: 1 }, { a: 3 })], { isNoise: true });
    add(tally, [comparison({ a: 1 }, { a: 1 })], { ruleId: 'nobody knows it' });
    const rule = tally.snapshot().rules['all'];
    assert(rule);
    const places = rule.compared['Product.pricing'];
    assert(places);
    assert.deepEqual([places.ab.n, places.ab.equal, places.aa.n, places.aa.equal], [2, 1, 1, 0]);
    assert.equal(places.ab.classes['Product.pricing.a']?.value?.count, 1);
    const { FeedFull: operation } = rule.operations;
    const { 'IOS 9.4.0': client } = rule.clients;
    assert.deepEqual([operation?.n, operation?.coordinates, client?.n], [2, ['Product.pricing'], 2]);
  });

  it('counts answers that never came apart from those that differ', () => {
    const tally = tallyOf(() => NOW);
    const timeout = { kind: 'failed', cls: 'TIMEOUT' } as const;
    add(tally, [comparison(1, 1, { candidate: timeout }), comparison(1, 1, { served: timeout })]);
    const side = tally.snapshot().rules['all']?.compared['Product.pricing']?.ab;
    assert.deepEqual([side?.asked, side?.n, side?.candidateFailed, side?.controlFailed], [2, 0, 1, 1]);
    assert.equal(side?.classes['Product.pricing']?.['candidate-failed']?.exemplars[0]?.candidate, 'TIMEOUT');
  });

  it('counts late answers without calling them unequal', () => {
    const tally = tallyOf(() => NOW);
    add(tally, [comparison(1, 1, { candidateMs: 500 })]);
    const side = tally.snapshot().rules['all']?.compared['Product.pricing']?.ab;
    assert.deepEqual([side?.equal, side?.late, side?.classes['Product.pricing']?.latency?.count], [1, 1, 1]);
  });

  it('takes accepted differences out, and knows how long a rule hit nothing', () => {
    let now = NOW;
    const tally = tallyOf(() => now, [LABEL]);
    add(tally, [comparison({ priceLabel: null }, { priceLabel: 'Sale' })]);
    now += HOUR_MS;
    add(tally, [comparison({ priceLabel: null }, { priceLabel: null })]);
    const { rules, ignored } = tally.snapshot();
    const side = rules['all']?.compared['Product.pricing']?.ab;
    assert.deepEqual([side?.equal, side?.rawEqual, side?.classes], [2, 1, {}]);
    const { at, class: cls } = LABEL;
    const use = { at, class: cls, hits: 1, lastHitAt: NOW, watchedFrom: NOW, comparisonsSince: 1 };
    assert.deepEqual(ignored, [use]);
  });

  it('counts what was not compared by its reason', () => {
    const tally = tallyOf(() => NOW);
    add(tally, [comparison(1, 1, { candidate: { kind: 'not-comparable' } })]);
    tally.dropped('all', 'above the cap');
    tally.dropped('all', 'above the cap');
    assert.deepEqual(tally.snapshot().rules['all']?.dropped, { 'not-comparable': 1, 'above the cap': 2 });
    assert.equal(tally.snapshot().rules['all']?.firstAt, null);
  });

  it('keeps a bounded number of names, paths, hours and exemplars, whatever comes', () => {
    let now = NOW;
    const tally = tallyOf(() => now);
    for (let index = 0; index < 3_000; index += 1) {
      now += HOUR_MS / 4;
      const name = `f${index}`;
      const place = comparison({ [name]: 'x' }, { [name]: index }, { coordinate: `Product.c${index % 40}` });
      add(tally, [place], { operation: `op${index}`, client: index % 2 ? `c${index}` : '__proto__' });
    }
    const figures = tally.snapshot();
    const rule = figures.rules['all'];
    assert(rule);
    const sizes = [rule.compared, rule.operations, rule.clients, rule.hours].map(
      (one) => Object.keys(one).length,
    );
    assert.deepEqual(sizes, [13, 201, 100, 336]);
    const paths = Object.values(rule.compared).map(({ ab }) => Object.keys(ab.classes).length);
    assert.equal(Math.max(...paths), 61);
    assert(JSON.stringify(figures).length < 500_000);
  });

  it('is put together with others as if one had counted everything', () => {
    const [one, two, both] = [tallyOf(() => NOW), tallyOf(() => NOW + HOUR_MS), tallyOf(() => NOW)];
    const first = [comparison({ a: 1 }, { a: 2 })];
    const second = [comparison({ a: 1 }, { a: 2 }), comparison({ b: 1 }, { b: 1 })];
    add(one, first);
    add(two, second, { operation: 'ProductDetail' });
    add(both, first);
    add(both, second, { operation: 'ProductDetail' });
    const merged = ParityTally.merge([one.snapshot(), two.snapshot()]);
    const [ours, theirs] = [merged.rules['all'], both.snapshot().rules['all']];
    assert(ours && theirs);
    assert.deepEqual([ours.firstAt, ours.lastAt, Object.keys(ours.hours).length], [NOW, NOW + HOUR_MS, 2]);
    assert.deepEqual({ ...ours.operations }, theirs.operations);
    const counts = (rule: typeof ours) => {
      const own = rule.compared['Product.pricing']?.ab;
      return [own?.n, own?.equal, own?.classes['Product.pricing.a']?.value?.count];
    };
    assert.deepEqual(counts(ours), counts(theirs));
    assert.deepEqual(ParityTally.merge([]).rules, {});
  });

  it('is put together with the last hit that any instance saw', () => {
    const [never, hit] = [tallyOf(() => NOW, [LABEL]), tallyOf(() => NOW + HOUR_MS, [LABEL])];
    add(never, [comparison({ a: 1 }, { a: 1 })]);
    add(hit, [comparison({ priceLabel: null }, { priceLabel: 'Sale' })]);
    add(hit, [comparison({ a: 1 }, { a: 1 })]);
    const later = tallyOf(() => NOW + 2 * HOUR_MS, [LABEL]);
    add(later, [comparison({ priceLabel: null }, { priceLabel: 'Sale' })]);
    const [use] = ParityTally.merge([never, hit, later].map((one) => one.snapshot())).ignored;
    assert.deepEqual(
      [use?.hits, use?.lastHitAt, use?.watchedFrom, use?.comparisonsSince],
      [2, NOW + 2 * HOUR_MS, NOW, 2],
    );
  });

  it('writes figures that are read back as they are, and a copy that stays as it is', () => {
    const tally = tallyOf(() => NOW, [LABEL]);
    add(tally, [comparison({ a: 1 }, { a: 2 })]);
    const snapshot = tally.snapshot();
    add(tally, [comparison({ a: 1 }, { a: 2 })]);
    assert.equal(snapshot.rules['all']?.compared['Product.pricing']?.ab.n, 1);
    assert.deepEqual(parityFigures.parse(JSON.parse(JSON.stringify(snapshot))), snapshot);
  });
});
