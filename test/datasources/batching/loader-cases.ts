import { accounts, shops } from '../../../datasources/accounts/accounts.loaders.js';
import { items } from '../../../datasources/catalog/catalog.loaders.js';
import type { Source } from '../../../datasources/chain/source.js';
import { videos } from '../../../datasources/content/content.loaders.js';
import { authorStates, videoStates } from '../../../datasources/engagement/engagement.loaders.js';
import { stocks } from '../../../datasources/inventory/inventory.loaders.js';
import { rooms, roomsByAccount } from '../../../datasources/live/live.loaders.js';
import { offers } from '../../../datasources/pricing/pricing.loaders.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import { money } from '../../../schema/money.js';
import * as records from '../../support/records.js';

/** The frozen moment of these tests: 2019-11-11T00:00:00Z. */
export const NOW = 1_573_430_400_000;

/** One loader, and how to tell whose value it gave. */
export interface LoaderCase<V extends object = object> {
  readonly source: Source<V>;
  readonly upstream: UpstreamName;
  readonly path: string;
  readonly limit: number;
  /** Time limit of one attempt by contract, in ms. */
  readonly timeoutMs: number;
  /** Id of the n-th record. */
  readonly idAt: (index: number) => string;
  /** A good record; every id has another one. */
  readonly record: (id: string) => records.Wire;
  /** Whether a value can only have come from the record of this id. */
  readonly isOf: (value: V, id: string) => boolean;
}

const tail = (id: string): number => Number(id.slice(-3));
const odd = (id: string): boolean => tail(id) % 2 === 1;
const third = (id: string): boolean => tail(id) % 3 === 0;

/** Keeps the value type of a case together while the list below forgets it. */
const loaderCase = <V extends object>(of: LoaderCase<V>): LoaderCase => of as unknown as LoaderCase; // isOf is only ever given values of its own source

/** Every loader over a batch endpoint. */
export const loaderCases: readonly LoaderCase[] = [
  loaderCase({
    source: videos,
    upstream: 'CONTENT',
    path: '/videos:batchGet',
    limit: 50,
    timeoutMs: 80,
    idAt: records.videoId,
    record: (id) => records.videoRecord(id, {}, NOW),
    isOf: ({ videoId }, id) => videoId === id,
  }),
  loaderCase({
    source: items,
    upstream: 'CATALOG',
    path: '/items:batchGet',
    limit: 40,
    timeoutMs: 60,
    idAt: records.itemId,
    record: (id) => records.itemRecord(id),
    isOf: ({ itemId, detailUrl }, id) => itemId === id && detailUrl.endsWith(id),
  }),
  loaderCase({
    source: offers,
    upstream: 'PRICING',
    path: '/prices:batchGet',
    limit: 50,
    timeoutMs: 60,
    idAt: records.itemId,
    record: (id) =>
      records.priceRecord(id, { listCents: null, saleCents: 1 + tail(id), finalCents: null }, NOW),
    isOf: ({ pricing }, id) => pricing?.salePrice.amount === money(1 + tail(id), 'CNY').amount,
  }),
  loaderCase({
    source: stocks,
    upstream: 'INVENTORY',
    path: '/stocks:batchGet',
    limit: 100,
    timeoutMs: 40,
    idAt: records.itemId,
    record: (id) => records.stockRecord(id, { asOf: NOW - tail(id) }),
    isOf: ({ asOf }, id) => asOf === NOW - tail(id),
  }),
  loaderCase({
    source: accounts,
    upstream: 'ACCOUNTS',
    path: '/accounts:batchGet',
    limit: 50,
    timeoutMs: 50,
    idAt: records.accountId,
    record: (id) => records.accountRecord(id),
    isOf: ({ accountId, avatar }, id) => accountId === id && avatar?.url.includes(id) === true,
  }),
  loaderCase({
    source: shops,
    upstream: 'ACCOUNTS',
    path: '/shops:batchGet',
    limit: 50,
    timeoutMs: 50,
    idAt: records.shopId,
    record: (id) => records.shopRecord(id),
    isOf: ({ shopId, url }, id) => shopId === id && url?.endsWith(id) === true,
  }),
  loaderCase({
    source: rooms,
    upstream: 'LIVE',
    path: '/rooms:batchGet',
    limit: 50,
    timeoutMs: 50,
    idAt: records.roomId,
    record: (id) => records.roomRecord(id, {}, NOW),
    isOf: ({ roomId }, id) => roomId === id,
  }),
  loaderCase({
    source: roomsByAccount,
    upstream: 'LIVE',
    path: '/rooms:batchGetByAccount',
    limit: 50,
    timeoutMs: 50,
    idAt: records.accountId,
    record: (id) => records.roomRecordOf(id, {}, NOW),
    isOf: ({ accountId, roomId }, id) => accountId === id && tail(roomId) === tail(id),
  }),
  loaderCase({
    source: videoStates,
    upstream: 'ENGAGEMENT',
    path: '/video-states:batchGet',
    limit: 50,
    timeoutMs: 50,
    idAt: records.videoId,
    record: (id) => records.videoStateRecord(id, { liked: odd(id), favorited: third(id) }),
    isOf: ({ liked, favorited }, id) => liked === odd(id) && favorited === third(id),
  }),
  loaderCase({
    source: authorStates,
    upstream: 'ENGAGEMENT',
    path: '/author-states:batchGet',
    limit: 50,
    timeoutMs: 50,
    idAt: records.accountId,
    record: (id) => records.authorStateRecord(id, { following: odd(id), blocked: third(id) }),
    isOf: ({ following, blocked }, id) => following === odd(id) && blocked === third(id),
  }),
];
