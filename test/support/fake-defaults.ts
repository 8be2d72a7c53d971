import { createHash } from 'node:crypto';
import type { UpstreamName } from '../../datasources/upstreams.js';
import { failure, json, type FakeCall, type Handler, type Reply } from './fake-server.js';
import {
  accountRecord,
  authorStateRecord,
  itemRecord,
  priceRecord,
  recommendedRecord,
  roomRecord,
  roomRecordOf,
  shopRecord,
  stockRecord,
  videoId,
  videoRecord,
  videoStateRecord,
  type Wire,
} from './records.js';
import { emergencyRecord, sceneListRecord, slotPlanRecord } from './slot-records.js';

/** Videos that the default algorithm knows: page after page from the first on. */
const RECOMMENDABLE = 300;

/** A batch answer: the record of each asked id; `null` lists the id as missing, `undefined` as failed. More ids than the limit: 413. */
export const batch =
  (recordOf: (id: string, call: FakeCall) => Wire | null | undefined, limit = 100): Handler =>
  (call) => {
    if (call.ids.length === 0) return failure(400);
    if (call.ids.length > limit) return failure(413);
    const results: Wire = {};
    const errors: Wire = {};
    const missing: string[] = [];
    for (const id of call.ids) {
      const record = recordOf(id, call);
      if (record) results[id] = record;
      else if (record === null) missing.push(id);
      else errors[id] = { code: 'UNAVAILABLE', message: 'fake', retryable: true };
    }
    return json({ ...subjectOf(call), results, missing, errors });
  };

/** A document with a strong ETag; 304 to a matching `If-None-Match`. */
export function document(value: unknown, call: FakeCall): Reply {
  const etag = `"${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  return call.headers['if-none-match'] === etag
    ? { status: 304, headers, body: '' }
    : json(value, 200, headers);
}

/** `subject` of an answer to a VIEWER call; nothing for calls without ids of a viewer. */
export function subjectOf({ headers }: FakeCall): { subject?: string } {
  if (headers['x-viewer-id'] !== undefined) return { subject: `v:${String(headers['x-viewer-id'])}` };
  return headers['x-device-id'] === undefined ? {} : { subject: `d:${String(headers['x-device-id'])}` };
}

/** Recommendations of the given videos, as one last page. */
export const recommend =
  (videos: readonly string[], overrides: Wire = {}): Handler =>
  (call) =>
    json({
      ...subjectOf(call),
      pvid: 'pvid-1',
      hasMore: false,
      nextCursor: null,
      buckets: '668#2846#8113#1998',
      items: videos.map((id, position) => recommendedRecord(id, position)),
      ...overrides,
    });

/** Videos 1..300 in order, `count` at a time; the cursor is the number of the next one. */
export const recommendInOrder: Handler = (call, response) => {
  const request = call.body as {
    count: number;
    cursor: string | null;
    filterIds: string[];
    unservedIds: string[];
  };
  if (subjectOf(call).subject === undefined) return failure(400);
  const filtered = new Set([...request.filterIds, ...request.unservedIds]);
  const page = [...request.unservedIds];
  let next = Number(request.cursor ?? 1);
  for (; page.length < request.count && next <= RECOMMENDABLE; next++)
    if (!filtered.has(videoId(next))) page.push(videoId(next));
  const hasMore = next <= RECOMMENDABLE;
  return recommend(page, { hasMore, nextCursor: hasMore ? String(next) : null })(call, response);
};

const hotList = (sceneId: string, now: number) => ({
  sceneId,
  generatedAt: now,
  items: Array.from({ length: 100 }, (_, i) => ({
    contentId: videoId(1_000 + i),
    contentType: 'shortvideo',
  })),
});

const viewerOnly =
  (handler: Handler): Handler =>
  (call, response) =>
    call.headers['x-viewer-id'] === undefined ? failure(401) : handler(call, response);

const accepted: Handler = ({ body }) => {
  const { items, events } = body as { items?: unknown[]; events?: unknown[] };
  return json({ accepted: (items ?? events ?? []).length }, 202);
};

type Routes = Readonly<Record<string, Handler>>;

/** What each upstream answers when no test says otherwise, by path. `now`: epoch ms. */
export const defaultRoutes = (now: () => number): Readonly<Record<UpstreamName, Routes>> => {
  const startedAt = now();
  return {
    ALGORITHM: {
      '/recommendations': recommendInOrder,
      '/scenes': (call) => document(hotList(call.path.split('/')[2] ?? '', startedAt), call),
    },
    CONTENT: { '/videos:batchGet': batch((id) => videoRecord(id, {}, now()), 50) },
    CATALOG: { '/items:batchGet': batch((id) => itemRecord(id), 40) },
    PRICING: { '/prices:batchGet': batch((id) => priceRecord(id, {}, now()), 50) },
    INVENTORY: { '/stocks:batchGet': batch((id) => stockRecord(id, {}, now()), 100) },
    ACCOUNTS: {
      '/accounts:batchGet': batch((id) => accountRecord(id), 50),
      '/shops:batchGet': batch((id) => shopRecord(id), 50),
    },
    LIVE: {
      '/rooms:batchGet': batch((id) => roomRecord(id, {}, now()), 50),
      '/rooms:batchGetByAccount': batch((id) => roomRecordOf(id, {}, now()), 50),
    },
    SLOTS: {
      '/scenes': (call) => document(sceneListRecord(), call),
      '/slot-plans': (call) => document(slotPlanRecord(call.path.split('/')[2] ?? ''), call),
      '/emergency-offline': (call) => document(emergencyRecord(), call),
    },
    EXPOSURE: {
      '/exposures': (call, response) =>
        call.method === 'POST'
          ? accepted(call, response)
          : json({ ...subjectOf(call), asOf: now(), contents: [], creativeCounts: {} }),
      '/served': accepted,
    },
    ENGAGEMENT: {
      '/viewer-profile': (call) => json({ ...subjectOf(call), crowds: [], region: null }),
      '/video-states:batchGet': viewerOnly(batch((id) => videoStateRecord(id))),
      '/author-states:batchGet': viewerOnly(batch((id) => authorStateRecord(id))),
    },
    LEGACY: { '/gw': () => json({ api: '', v: '1.0', ret: ['FAIL_BIZ_NO_RESULT::nothing'], data: {} }) },
    SNAPSHOT: {},
  };
};
