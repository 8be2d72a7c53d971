import type { Sandbox } from '../../../../sandbox/index.js';
import { json, type FakeCall } from '../../../support/fake-server.js';
import type { Wire } from '../../../support/records.js';
import { askedAt, type Answering } from './damaging-proxy.js';

/** Pages of the Java feed that make one list. */
const PAGES = [1, 2];
const PAGE_SIZE = 20;
const FEED = '/gw/mtop.wow.video.feed/1.0/';

/** A recommender that ranks as the Java service does: one ranking, written twice. */
export function portedRanking({ ALGORITHM, LEGACY }: Sandbox['urls']): Answering {
  const [askLegacy, ask] = [askedAt(LEGACY), askedAt(ALGORITHM)];
  const lists = new Map<string, Promise<readonly Wire[]>>();
  const listOf = async (call: FakeCall): Promise<readonly Wire[]> => {
    const pages = await Promise.all(PAGES.map((page) => askLegacy(feedCall(call, page))));
    return pages.flatMap(({ body }) => itemsOf(JSON.parse(String(body)) as Wire));
  };
  return async (call) => {
    if (call.path !== '/recommendations') return ask(call);
    const subject = subjectOf(call);
    const { sceneId, count, cursor, filterIds, unservedIds } = call.body as Asked;
    const key = `${sceneId} ${subject}`;
    const list = lists.get(key) ?? listOf(call);
    lists.set(key, list);
    const isIn = (ids: readonly string[]) => (item: Wire) => ids.includes(String(item['contentId']));
    const isElsewhere = isIn([...filterIds, ...unservedIds]);
    const whole = await list;
    const again = whole.filter(isIn(unservedIds));
    const ahead = whole.slice(Number(cursor)).filter((item) => !isElsewhere(item));
    const fresh = ahead.slice(0, Math.max(0, count - again.length));
    const hasMore = fresh.length < ahead.length;
    const last = fresh.at(-1);
    return json({
      ...{ subject, pvid: 'ported', hasMore, buckets: '' },
      nextCursor: hasMore ? String(last ? whole.indexOf(last) + 1 : Number(cursor)) : null,
      items: [...again, ...fresh].slice(0, count).map((item, position) => ({ ...item, position })),
    });
  };
}

interface Asked {
  readonly sceneId: string;
  readonly count: number;
  /** Null: from the beginning. */
  readonly cursor: string | null;
  readonly filterIds: readonly string[];
  readonly unservedIds: readonly string[];
}

function feedCall(call: FakeCall, pageNum: number): FakeCall {
  const data = {
    ...{ pageNum: String(pageNum), pageSize: String(PAGE_SIZE), platform: 'ios', appVersion: '9.6.0' },
    sceneId: (call.body as Asked).sceneId,
    deviceId: call.headers['x-device-id'],
  };
  const query = new URLSearchParams({ data: JSON.stringify(data) });
  return { ...call, method: 'GET', path: FEED, query, body: undefined };
}

const itemsOf = ({ data }: Wire): readonly Wire[] =>
  (data as { readonly resultList: readonly Wire[] }).resultList.map(({ contentId, contentType }) => ({
    contentId: String(contentId),
    contentType: String(contentType) === '2' ? 'live' : 'shortvideo',
    ...{ score: null, matchInfo: null, trace: null, reason: null },
  }));

const subjectOf = ({ headers }: FakeCall): string =>
  headers['x-viewer-id'] === undefined
    ? `d:${String(headers['x-device-id'])}`
    : `v:${String(headers['x-viewer-id'])}`;
