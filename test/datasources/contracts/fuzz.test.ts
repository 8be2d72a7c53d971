import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../../datasources/accounts/account.contract.js';
import { parseShop } from '../../../datasources/accounts/shop.contract.js';
import { parseRecommendations } from '../../../datasources/algorithm/algorithm.contract.js';
import { parseItem } from '../../../datasources/catalog/item.contract.js';
import { Dropped } from '../../../datasources/chain/outcome.js';
import { parseVideo } from '../../../datasources/content/video.contract.js';
import {
  parseAuthorState,
  parseProfile,
  parseVideoState,
} from '../../../datasources/engagement/engagement.contract.js';
import { parseExposures } from '../../../datasources/exposure/exposure.contract.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import { parseStock } from '../../../datasources/inventory/stock.contract.js';
import { parseRoom } from '../../../datasources/live/room.contract.js';
import { parseOffer } from '../../../datasources/pricing/pricing.contract.js';
import * as records from '../../support/records.js';
import { schemaFaults } from '../../support/schema-valid.js';
import { contextAt, NOW, type Parser } from './contract-rows.js';
import { anyObject, dirty } from './dirty-json.js';

const RUNS = { numRuns: 5_000 };

/** A batch record: its parser, a clean one, and the schema types of what it becomes (`null`: the value itself). */
interface Subject {
  readonly parse: Parser<object>;
  readonly clean: records.Wire;
  readonly types: Readonly<Record<string, string>>;
}

const self = (typeName: string) => ({ '': typeName });
const subjects: Readonly<Record<string, Subject>> = {
  videos: { parse: parseVideo, clean: records.videoRecord('610000000007', {}, NOW), types: self('Video') },
  items: { parse: parseItem, clean: records.itemRecord('720000000021'), types: self('Product') },
  stocks: {
    parse: parseStock,
    clean: records.stockRecord('720000000021', {}, NOW),
    types: self('Availability'),
  },
  accounts: { parse: parseAccount, clean: records.accountRecord('220000000011'), types: self('Author') },
  shops: { parse: parseShop, clean: records.shopRecord('330000000004'), types: self('Shop') },
  rooms: { parse: parseRoom, clean: records.roomRecord('880000000003', {}, NOW), types: self('LiveRoom') },
  offers: {
    parse: parseOffer,
    clean: records.priceRecord('720000000021', {}, NOW),
    types: { pricing: 'ProductPricing', coupons: 'Coupon', promotions: 'Promotion' },
  },
  videoStates: {
    parse: parseVideoState,
    clean: records.videoStateRecord('1'),
    types: self('VideoViewerState'),
  },
  authorStates: {
    parse: parseAuthorState,
    clean: records.authorStateRecord('1'),
    types: self('AuthorViewerState'),
  },
};

describe('whatever an upstream sends', () => {
  for (const [name, { parse, clean, types }] of Object.entries(subjects))
    it(`${name} are never thrown over, and become values that the schema can carry or none`, () => {
      fc.assert(
        fc.property(fc.oneof({ weight: 9, arbitrary: dirty(clean) }, anyObject), (record) => {
          const value = parse(record, '7', contextAt(NOW).context);
          if (typeof value === 'string' || value instanceof Dropped) return;
          assert.deepEqual(faultsOf(value, types), []);
        }),
        RUNS,
      );
    });

  it('a clean record of each kind is carried whole', () => {
    for (const { parse, clean, types } of Object.values(subjects)) {
      const value = parse(clean, '7', contextAt(NOW).context);
      assert.ok(typeof value === 'object' && !(value instanceof Dropped));
      assert.deepEqual(faultsOf(value, types), []);
    }
  });

  const single: Readonly<Record<string, { parse: (answer: unknown) => unknown; clean: records.Wire }>> = {
    recommendations: {
      parse: (answer) => parseRecommendations(answer, () => undefined),
      clean: {
        pvid: 'p',
        hasMore: false,
        nextCursor: null,
        buckets: '',
        items: [records.recommendedRecord('1', 0)],
      },
    },
    exposures: {
      parse: (answer) => parseExposures(answer).timesSeen('c-1', 7),
      clean: {
        contents: [{ key: 'VIDEO:1', lastSeenAt: 1 }],
        creativeCounts: { 'c-1': { d1: 1, d7: 1, d30: 1 } },
      },
    },
    profiles: { parse: parseProfile, clean: { crowds: ['new'], region: 'CN-ZJ' } },
  };
  for (const [name, { parse, clean }] of Object.entries(single))
    it(`${name} are read or refused as SCHEMA, nothing else`, () => {
      fc.assert(
        fc.property(fc.oneof(dirty(clean), anyObject, fc.jsonValue()), (answer) => {
          try {
            parse(answer);
          } catch (error) {
            assert.ok(error instanceof UpstreamError && error.cls === 'SCHEMA', String(error));
          }
        }),
        RUNS,
      );
    });
});

function faultsOf(value: object, types: Readonly<Record<string, string>>): string[] {
  return Object.entries(types).flatMap(([key, typeName]) => {
    const part = key === '' ? value : (value as records.Wire)[key];
    return (Array.isArray(part) ? part : [part]).flatMap((one: unknown) =>
      one === null ? [] : schemaFaults(typeName, one),
    );
  });
}
