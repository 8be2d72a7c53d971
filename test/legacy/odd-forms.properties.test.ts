import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../datasources/accounts/account.contract.js';
import { parseItem } from '../../datasources/catalog/item.contract.js';
import { Dropped, fail, ok, type FailureClass } from '../../datasources/chain/outcome.js';
import { parseVideo } from '../../datasources/content/video.contract.js';
import { parseStock } from '../../datasources/inventory/stock.contract.js';
import { parseLegacyAccount } from '../../datasources/legacy/legacy-account.contract.js';
import { parseLegacyItem } from '../../datasources/legacy/legacy-item.contract.js';
import { parseLegacyVideo } from '../../datasources/legacy/legacy-video.contract.js';
import { parseOffer } from '../../datasources/pricing/pricing.contract.js';
import { Video } from '../../schema/video.type.js';
import { contextAt, NOW } from '../datasources/contracts/contract-rows.js';
import type { Wire } from '../support/records.js';
import { accounts, items, videos, type Pair } from './support/models.js';

const RUNS = { numRuns: 2_000 };
const { context } = contextAt(NOW);

const judged = <V extends object>(value: V | Dropped | FailureClass) => {
  if (typeof value === 'string') return fail(value);
  return value instanceof Dropped ? value : ok(value);
};

/** A thing and one of the ways in which the Java service may write it. */
const written = <P extends Pair>(things: fc.Arbitrary<P>): fc.Arbitrary<readonly [P, Wire]> =>
  things.chain((thing) => thing.java.map((java) => [thing, java] as const));

/**
 * The same thing told by a service of the platform and by the Java service, in any mix of its odd forms, must come to the same
 * value, or fail in the same way. The parsers of the platform's services are the measure.
 */
describe('in whatever forms the Java service writes', () => {
  it('items come to what CATALOG, PRICING and INVENTORY say', () => {
    let shown = 0;
    fc.assert(
      fc.property(written(items), ([{ itemId, platform, price, stock }, java]) => {
        const item = parseLegacyItem(java, itemId, context);
        assert.deepEqual(item.product, judged(parseItem(platform, itemId, context)));
        assert.deepEqual(item.offer, judged(parseOffer({ ...price, asOf: NOW }, itemId, context)));
        assert.deepEqual(item.stock, judged(parseStock({ ...stock, asOf: NOW }, itemId, context)));
        if (item.product.kind === 'ok' && item.offer.kind === 'ok' && item.offer.value.pricing) shown += 1;
      }),
      RUNS,
    );
    assert.ok(shown > 100, `only ${shown} were shown with a price`);
  });

  it('accounts come to what ACCOUNTS says', () => {
    let shown = 0;
    fc.assert(
      fc.property(written(accounts), ([{ accountId, platform }, java]) => {
        const author = parseLegacyAccount(java, accountId, context);
        assert.deepEqual(author, parseAccount(platform, accountId, context));
        if (author !== 'SCHEMA') shown += 1;
      }),
      RUNS,
    );
    assert.ok(shown > 100, `only ${shown} were shown`);
  });

  it('videos come to what CONTENT says', () => {
    let shown = 0;
    fc.assert(
      fc.property(written(videos), ([{ videoId, platform }, java]) => {
        const record = parseLegacyVideo(java, videoId, context);
        const video = typeof record === 'object' && 'video' in record ? record.video : record;
        const shopId = video instanceof Video ? video.shopId : null; // the Java service has it from what is embedded
        const counters = { ...(platform['counters'] as Wire), asOf: NOW };
        assert.deepEqual(video, parseVideo({ ...platform, counters, shopId }, videoId, context));
        if (video instanceof Video) shown += 1;
      }),
      RUNS,
    );
    assert.ok(shown > 100, `only ${shown} were shown`);
  });
});
