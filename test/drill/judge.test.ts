import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from '../../scripts/drill/answer.schema.js';
import { judgePage, judgeProduct, type Received } from '../../scripts/drill/judge.js';
import { originsOf } from '../../scripts/drill/origins.js';
import { describeShares, percent, originShares } from '../../scripts/drill/words.js';
import { degraded, page } from './support/stand-in.js';
import { row } from './support/sightings.js';

const received = (body: unknown, status = 200): Received => ({ status, answer: answer.parse(body) });

describe('a page', () => {
  it('is full with all its items, however they were found', () => {
    const {
      verdict,
      tier,
      degraded: rows,
      cards,
    } = judgePage(
      received({ ...page({ tier: 'CDN_SNAPSHOT' }), ...degraded('Query.feed', 'snapshot', 10) }),
      1,
    );
    assert.deepEqual([verdict, tier, rows.length], ['full', 'CDN_SNAPSHOT', 1]);
    assert.deepEqual(cards[0], {
      kind: 'VIDEO',
      title: 'Linen curtain',
      author: 'Anna',
      price: '39.90 CNY',
    });
  });

  it('may be the last after three', () => {
    const last = received(page({ hasNextPage: false }));
    assert.deepEqual(
      [1, 2, 3].map((number) => judgePage(last, number).verdict),
      ['short', 'short', 'full'],
    );
  });

  it('is not full with an error, a status of failure, or fewer items', () => {
    const failed = received(page(), 503);
    assert.deepEqual(
      [
        judgePage(failed, 1),
        judgePage(received(page({ items: 8 })), 1),
        judgePage({ failure: 'reset' }, 1),
      ].map(({ verdict, wrong }) => [verdict, wrong]),
      [
        ['error', 'HTTP 503'],
        ['short', '8 of 10 items'],
        ['blank', 'reset'],
      ],
    );
  });

  it('counts where prices came from by looking at the products', () => {
    const without = judgePage(
      received({ ...page({ pricing: null }), ...degraded('Product.pricing', null, 10) }),
      1,
    );
    assert.deepEqual(without.prices, { none: 10 });
    assert.equal(without.cards[0]?.price, null);
    const legacy = judgePage(received({ ...page(), ...degraded('Product.pricing', 'legacy', 4) }), 1);
    assert.deepEqual(legacy.prices, { live: 6, legacy: 4 });
  });
});

describe('a read by id', () => {
  it('is answered, told that it cannot be, or wrong', () => {
    const told = {
      data: { product: null },
      errors: [{ message: 'x', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    };
    const product = { id: 'p1', pricing: null, availability: { state: 'UNKNOWN' } };
    const verdicts = [
      received({ data: { product } }),
      received(told),
      received({ data: { product: null } }),
    ].map((one) => judgeProduct(one).verdict);
    assert.deepEqual(verdicts, ['full', 'unavailable', 'error']);
  });
});

describe('where values came from', () => {
  it('is live unless the answer says otherwise', () => {
    assert.deepEqual(originsOf(10, 0, undefined), { live: 10 });
    assert.deepEqual(originsOf(10, 2, undefined), { live: 8, none: 2 });
    assert.deepEqual(originsOf(0, 0, undefined), {});
  });

  it('is the source of the row, for as many as it counts', () => {
    assert.deepEqual(originsOf(10, 0, row('Product.pricing', 'lkg', 4)), { live: 6, kept: 4 });
    assert.deepEqual(originsOf(10, 0, row('Product.pricing', 'legacy', 99)), { legacy: 10 });
    assert.deepEqual(originsOf(10, 10, row('Product.availability', 'static', 10)), { none: 10 });
    assert.deepEqual(originsOf(10, 3, row('Product.pricing', null, 5)), { live: 5, replaced: 2, none: 3 });
  });

  it('is said in few words', () => {
    assert.equal(describeShares(originShares({ legacy: 99, live: 1 }), 'nothing'), 'legacy');
    assert.equal(describeShares(originShares({ live: 3, legacy: 7 }), 'nothing'), 'legacy 70 %, live 30 %');
    assert.equal(describeShares(originShares({}), 'nothing'), 'nothing');
    assert.deepEqual([1, 0.9999, 0.5, 0.0001, 0].map(percent), ['100 %', '99 %', '50 %', '1 %', '0 %']);
  });
});
