import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ItemSource, MixedItem } from '../../mixing/mix.types.js';
import type { ServingTier } from '../../mixing/serving-tier.js';
import { productSpm, responsePvid, type Tracking, trackItem } from '../../mixing/tracking.js';

const ITEM: MixedItem = {
  key: 'VIDEO:610000000007',
  position: 2,
  wanted: 2,
  source: 'ALGORITHM',
  slotId: null,
  creativeId: null,
  trace: '1007.40050.354490.0:a7',
};

function track(item: Partial<MixedItem> = {}, tier: ServingTier = 'PRIMARY', known = true): Tracking {
  const page = {
    pvid: 'p',
    spm: 'vt01.home.feed',
    scmScene: 40050,
    tier,
    sessionId: 's',
    buckets: '668#2846#8113#1998',
  };
  const content = known
    ? { itemIds: ['1', '2'], matchInfo: 'i2i_video', upstreamScm: '1.2' }
    : { itemIds: [], matchInfo: null, upstreamScm: null };
  return trackItem(page, { ...ITEM, ...item }, content);
}

test('an item of the algorithm carries its trace, the buckets and all known arguments', () => {
  assert.deepEqual(track(), {
    pvid: 'p',
    scm: '1007.40050.1.0',
    spm: 'vt01.home.feed.d3',
    position: 2,
    buckets: '668#2846#8113#1998',
    algoTrace: '1007.40050.354490.0:a7',
    args: {
      x_object_type: 'video',
      x_object_id: '610000000007',
      x_item_ids: '1,2',
      session_id: 's',
      pos: '2',
      tier: 'PRIMARY',
      match_info: 'i2i_video',
      upstream_scm: '1.2',
    },
  });
});

test('a pin names slot and creative; what is not known is left out', () => {
  const pin = track(
    { key: 'BANNER:c-90', source: 'SLOT', slotId: 'home-1', creativeId: 'c-90', trace: null },
    'PRIMARY',
    false,
  );
  assert.equal(pin.scm, '1007.40050.2.0');
  assert.deepEqual(pin.args, {
    x_object_type: 'banner',
    x_object_id: 'c-90',
    x_item_ids: '',
    session_id: 's',
    pos: '2',
    tier: 'PRIMARY',
    slot_id: 'home-1',
    creative_id: 'c-90',
  });
});

test('scm tells the source and the tier', () => {
  const sources: [ItemSource, ServingTier, string][] = [
    ['SLOT_FALLBACK', 'PRIMARY', '3.0'],
    ['BACKFILL_POOL', 'PRIMARY', '4.0'],
    ['BACKFILL_HOT', 'PRIMARY', '5.0'],
    ['EXPOSURE_RELAXED', 'PRIMARY', '6.0'],
    ['ENTRY', 'PRIMARY', '7.0'],
    ['LEGACY', 'LEGACY', '8.1'],
    ['SNAPSHOT', 'CDN_SNAPSHOT', '9.2'],
    ['BUILT_IN', 'BUILT_IN', '10.3'],
  ];
  for (const [source, tier, end] of sources) assert.equal(track({ source }, tier).scm, `1007.40050.${end}`);
});

test('lower tiers have neither buckets nor algorithm traces', () => {
  const legacy = track({ source: 'LEGACY', key: 'LIVE:5' }, 'LEGACY');
  assert.deepEqual([legacy.buckets, legacy.algoTrace, legacy.args['x_object_type']], ['', null, 'live']);
});

test('products append their place to the spm of their item', () => {
  assert.equal(productSpm('vt01.home.feed.d3', 0), 'vt01.home.feed.d3.p1');
});

test('the pvid of an upstream is used when it has 1 to 64 characters, else a local one', () => {
  assert.equal(responsePvid('x'.repeat(64), 'u'), 'x'.repeat(64));
  for (const unusable of [null, '', 'x'.repeat(65)]) assert.equal(responsePvid(unusable, 'u'), 'local-u');
});
