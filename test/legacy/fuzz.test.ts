import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Dropped } from '../../datasources/chain/outcome.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import { parseLegacyAccount } from '../../datasources/legacy/legacy-account.contract.js';
import { openEnvelope } from '../../datasources/legacy/legacy-envelope.js';
import { parseLegacyFeed } from '../../datasources/legacy/legacy-feed.contract.js';
import { parseLegacyItem, type LegacyItem } from '../../datasources/legacy/legacy-item.contract.js';
import { alignRows } from '../../datasources/legacy/legacy-rows.js';
import { parseLegacyVideo, type LegacyVideo } from '../../datasources/legacy/legacy-video.contract.js';
import { parseLegacyMarks } from '../../datasources/legacy/legacy-viewer.contract.js';
import { contextAt, NOW } from '../datasources/contracts/contract-rows.js';
import { anyObject, dirty } from '../datasources/contracts/dirty-json.js';
import { schemaFaults } from '../support/schema-valid.js';
import { envelope, legacyAccount, legacyCard, legacyItem, legacyPage } from './support/legacy-answers.js';

const RUNS = { numRuns: 3_000 };
const { context } = contextAt(NOW);

const itemFaults = ({ product, offer, stock }: LegacyItem): string[] => [
  ...(product.kind === 'ok' ? schemaFaults('Product', product.value) : []),
  ...(offer.kind === 'ok' && offer.value.pricing ? schemaFaults('ProductPricing', offer.value.pricing) : []),
  ...(stock.kind === 'ok' ? schemaFaults('Availability', stock.value) : []),
];

const videoFaults = ({ video, author, items }: Pick<LegacyVideo, 'author' | 'items'> & { video: object | null }) => [
  ...(video ? schemaFaults('Video', video) : []),
  ...(author ? schemaFaults('Author', author) : []),
  ...items.flatMap(itemFaults),
]; // prettier-ignore

describe('whatever the Java service sends', () => {
  it('items are never thrown over, and become values that the schema can carry or none', () => {
    fc.assert(
      fc.property(fc.oneof(dirty(legacyItem('1')), anyObject), (record) => {
        assert.deepEqual(itemFaults(parseLegacyItem(record, '1', context)), []);
      }),
      RUNS,
    );
  });

  it('neither are accounts', () => {
    fc.assert(
      fc.property(fc.oneof(dirty(legacyAccount('1')), anyObject), (record) => {
        const author = parseLegacyAccount(record, '1', context);
        if (author !== 'SCHEMA') assert.deepEqual(schemaFaults('Author', author), []);
      }),
      RUNS,
    );
  });

  it('neither are videos', () => {
    fc.assert(
      fc.property(fc.oneof(dirty(legacyCard('1')), anyObject), (record) => {
        const video = parseLegacyVideo(record, '1', context);
        if (typeof video === 'object' && !(video instanceof Dropped))
          assert.deepEqual(videoFaults(video), []);
      }),
      RUNS,
    );
  });

  it('a batch has an outcome for each id asked for, and for no other', () => {
    const rows = fc.array(fc.oneof(dirty(legacyItem('1')), dirty(legacyItem('2')), anyObject));
    fc.assert(
      fc.property(rows, (list) => {
        const how = { idField: 'itemId', parse: parseLegacyItem };
        const outcomes = alignRows(['1', '2', '3'], list, how, context);
        assert.deepEqual([...outcomes.keys()].sort(), ['1', '2', '3']);
      }),
      { numRuns: 500 },
    );
  });

  it('pages of the feed are read or refused with a class, and hold no content twice', () => {
    const page = legacyPage([legacyCard('1'), legacyCard('2'), legacyCard('3', { contentType: '2' })]);
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: dirty(page) }, { weight: 1, arbitrary: anyObject }), (data) => {
        orRefused(() => {
          const { items } = parseLegacyFeed(data, 1, context);
          assert.equal(new Set(items.map(({ key }) => key)).size, items.length);
          assert.deepEqual(items.flatMap(videoFaults), []);
        });
      }), // prettier-ignore
      RUNS,
    );
  });

  it('envelopes and marks of viewers are read or refused with a class', () => {
    const marks = envelope({ uid: 'u1', liked: '1,2', favorited: '', following: '3' });
    const viewer = { viewerId: 'u1', deviceId: 'd1' };
    fc.assert(
      fc.property(fc.oneof(dirty(marks), anyObject, fc.jsonValue()), (answer) => {
        const data = openEnvelope(answer);
        if (typeof data === 'object') orRefused(() => parseLegacyMarks(data, { ...context, viewer }));
      }),
      RUNS,
    );
  });
});

function orRefused(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    assert.ok(['SCHEMA', 'ENVELOPE', 'IDENTITY'].includes(error.cls), error.cls);
  }
}
