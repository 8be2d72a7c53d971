import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FieldGuide } from '../../rollout/comparing/field-guide.js';
import { observe } from '../../rollout/comparing/normalise.js';
import type { Observed } from '../../rollout/comparing/observation.js';
import { GUIDE } from './support/compare-paths.js';

const BARE = new FieldGuide({}, null);
const valueOf = (coordinate: string, value: unknown, guide = GUIDE): unknown => {
  const observed = observe(coordinate, value, guide);
  assert.equal(observed.kind, 'value');
  return 'value' in observed ? observed.value : undefined;
};

describe('what is observed of an answer', () => {
  it('has ids as texts, times as ms, addresses without their host', () => {
    const author = {
      id: 12,
      accountId: 9_007_199_254_740_993n,
      avatar: { url: 'https://img-7.example:8443/a/b.jpg?w=80', width: null, height: undefined },
    };
    assert.deepEqual(valueOf('Video.author', author), {
      accountId: '9007199254740993',
      avatar: { url: 'https://…/a/b.jpg?w=80', width: null },
      id: '12',
    });
    const day = { startAt: '2026-11-11T20:00:00.000+08:00', endAt: new Date(Date.UTC(2026, 10, 12)) };
    assert.deepEqual(valueOf('Product.promotions', [day]), [
      { endAt: Date.UTC(2026, 10, 12), startAt: Date.UTC(2026, 10, 11, 12) },
    ]);
  });

  it('takes members of several types that do not say theirs, as answers without __typename have them', () => {
    const card: unknown = Object.assign(Object.create(null), { video: { id: 7 } });
    assert.deepEqual(valueOf('Query', { feed: { nodes: [card] } }), {
      feed: { nodes: [{ video: { id: '7' } }] },
    });
  });

  it('keeps amounts as they are written', () =>
    assert.deepEqual(valueOf('Product.pricing', { salePrice: { amount: '39.90', currencyCode: 'CNY' } }), {
      salePrice: { amount: '39.90', currencyCode: 'CNY' },
    }));

  it('tells null, "", [] and missing apart, and sorts names', () =>
    assert.equal(
      JSON.stringify(valueOf('Any.thing', { d: [], c: '', b: undefined, a: null }, BARE)),
      '{"a":null,"c":"","d":[]}',
    ));

  it('has no promise, no function, no method of a class', () => {
    class Card {
      readonly title = 'Tea';
      readonly later = Promise.resolve(1);
      readonly tracking = () => 1;
      method(): number {
        return 1;
      }
    }
    assert.deepEqual(valueOf('Any.thing', new Card(), BARE), { title: 'Tea' });
    assert.deepEqual(observe('Any.thing', Promise.resolve(1), BARE), { kind: 'failed', cls: 'MISSING' });
    assert.deepEqual(observe('Any.thing', undefined, BARE), { kind: 'failed', cls: 'MISSING' });
  });

  it('leaves out what rules leave out, and parameters that say nothing', () => {
    const guide = new FieldGuide(
      {
        'Any.thing.trace': { leaveOut: 'made anew' },
        'Any.thing.page': { kind: 'url', dropParameters: ['spm'] },
      },
      null,
    );
    const value = { trace: 't', page: 'https://a.example/p?spm=1&id=2' };
    assert.deepEqual(valueOf('Any.thing', value, guide), { page: 'https://…/p?id=2' });
    assert.equal('stale' in (valueOf('Product.pricing', { stale: true }) as object), false);
  });

  it('names the type of a card, where several are possible', () => {
    class VideoCard {
      readonly id = 'x';
    }
    assert.deepEqual(valueOf('FeedEdge.node', new VideoCard()), { __typename: 'VideoCard', id: 'x' });
  });

  it('fails instead of growing: cycles, depth, tens of thousands of values', () => {
    const tooLarge: Observed = { kind: 'failed', cls: 'TOO_LARGE' };
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    assert.deepEqual(observe('Any.thing', cycle, BARE), tooLarge);
    assert.deepEqual(
      observe(
        'Any.thing',
        Array.from({ length: 30_000 }, () => 1),
        BARE,
      ),
      tooLarge,
    );
  });
});
