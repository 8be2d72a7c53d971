import { json, type Handler } from '../../support/fake-upstreams.js';
import type { Wire } from '../../support/records.js';

/** Paths of the APIs, as the contract names them. */
export const PATHS = {
  feed: '/gw/mtop.wow.video.feed/1.0/',
  videos: '/gw/mtop.wow.video.detail/1.0/',
  items: '/gw/mtop.wow.item.batchget/1.0/',
  accounts: '/gw/mtop.wow.account.batchget/1.0/',
  viewer: '/gw/mtop.wow.viewer.state/1.0/',
} as const;

/** An answer of the mobile gateway. */
export const envelope = (data: unknown, ret: unknown = ['SUCCESS::ok']): Wire => ({
  api: 'mtop.wow',
  v: '1.0',
  ret,
  data,
});

/** Answers every call with these data, or with this `ret`. */
export const answer =
  (data: unknown, ret?: unknown): Handler =>
  () =>
    json(envelope(data, ret), 200, { 'content-type': 'application/json;charset=UTF-8' });

/** An item in the usual forms: everything a string, prices with two decimals. */
export const legacyItem = (itemId: string, overrides: Wire = {}): Wire => ({
  itemId,
  title: `Product ${itemId}`,
  shortTitle: 'P',
  pic: 'https://img.example.test/i.jpg',
  price: '98.00',
  originPrice: '150.00',
  itemStatus: '1',
  sold: '500',
  quantity: '5',
  spuId: '990000000008',
  shopId: '330000000004',
  shopName: 'Linen House',
  userType: '1',
  category: '16_1606',
  url: 'https://item.example.test/21',
  ...overrides,
});

/** An open merchant in the usual forms. */
export const legacyAccount = (accountId: string, overrides: Wire = {}): Wire => ({
  accountId,
  nick: `Account ${accountId}`,
  avatar: 'https://img.example.test/a.jpg',
  userType: '1',
  verified: 'true',
  fans: '123456',
  status: '0',
  shopId: '330000000004',
  shopName: 'Linen House',
  ...overrides,
});

/** A playable video in the usual forms, its author and one item embedded. */
export const legacyCard = (contentId: string, overrides: Wire = {}): Wire => ({
  contentId,
  contentType: '1',
  title: `Video ${contentId}`,
  cover: 'https://img.example.test/c.jpg',
  width: '720',
  height: '1280',
  videoUrl: 'https://video.example.test/v-sd.mp4',
  duration: '17.2',
  status: '1',
  publishTime: '2019-11-10 20:00:00',
  accountId: '220000000011',
  category: '16_1606',
  tags: 'home,daily',
  playCnt: '123456',
  likeCnt: '3950',
  commentCnt: '198',
  shareCnt: '7',
  itemIds: '720000000021',
  pos: '0',
  scm: '1007.13562.333647.0',
  trackInfo: 't',
  author: legacyAccount('220000000011'),
  items: [legacyItem('720000000021')],
  ...overrides,
});

/** Data of a page of the feed. */
export const legacyPage = (resultList: unknown, overrides: Wire = {}): Wire => ({
  success: 'true',
  pvid: '100_10.0.0.7_61479_6581',
  hasMore: 'true',
  pageNum: '1',
  resultList,
  ...overrides,
});
