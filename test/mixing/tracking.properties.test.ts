import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { mix } from '../../mixing/mix.js';
import { SERVING_TIERS } from '../../mixing/serving-tier.js';
import { responsePvid, trackItem } from '../../mixing/tracking.js';
import { checkProperty } from './support/property.js';
import { pages } from './support/worlds.js';

const responses = fc.record({
  input: pages,
  tier: fc.constantFrom(...SERVING_TIERS),
  pvid: fc.constantFrom('3b0f6c1e', '', null, 'p'.repeat(65)),
});

test("I14: every edge is tracked with the response's pvid at its own position", () => {
  checkProperty(responses, ['own pvid', 'local pvid', 'trace', 'slot'], ({ input, tier, pvid }, seen) => {
    const { items } = mix(input);
    const shared = responsePvid(pvid, 'uuid');
    const page = {
      pvid: shared,
      spm: 'vt01.home.feed',
      scmScene: 40050,
      tier,
      sessionId: 's',
      buckets: '668#2846',
    };
    items.forEach((item, index) => {
      const tracking = trackItem(page, item, { itemIds: [], matchInfo: null, upstreamScm: null });
      assert.equal(tracking.pvid, shared);
      assert.equal(tracking.position, item.position);
      assert.equal(tracking.position, input.query.offset + index);
      assert.equal(tracking.spm, `vt01.home.feed.d${item.position + 1}`);
      assert.equal(tracking.args['pos'], String(item.position));
      assert.equal(tracking.buckets, tier === 'PRIMARY' ? page.buckets : '');
      assert.equal(tracking.algoTrace, tier === 'PRIMARY' ? item.trace : null);
      assert.equal(tracking.args['slot_id'], item.slotId ?? undefined);
      if (tracking.algoTrace !== null) seen('trace');
      if (item.slotId !== null) seen('slot');
    });
    seen(shared === pvid ? 'own pvid' : 'local pvid');
  });
});
