import { startSandbox, type Fault, type Sandbox } from '../../../sandbox/index.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import {
  document,
  json,
  startFakeUpstreams,
  subjectOf,
  type FakeUpstreams,
  type Handler,
} from '../../support/fake-upstreams.js';
import { accountId, recommendedRecord, roomId, videoId } from '../../support/records.js';
import { bannerRecord, creativeRecord, slotPlanRecord, slotRecord } from '../../support/slot-records.js';

/** The moment that the world stands at: equal questions get equal answers. */
export const NOW = 1_573_401_600_000;

/** Videos that the algorithm knows: page after page from the first on. */
const RANKED = 120;
/** Place of the live room in its list. */
const ROOM_RANK = 3;
/** Most ids of one call. */
const BATCH = 50;

/** Twelve healthy upstreams with generated data, of which the algorithm and the slots are fixed lists. */
export interface MatrixWorld {
  /** Base URLs. */
  readonly healthy: Readonly<Record<UpstreamName, string>>;
  /** Origin of the pictures in all records. */
  readonly mediaOrigin: string;
  /** Those of the twelve that are fixed lists. */
  readonly fakes: FakeUpstreams;
  /** Faults of the snapshot store that only the store itself can fulfil; an empty list ends them. */
  spoilStore(faults: readonly Fault[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts the upstreams; the same each time. */
export async function startMatrixWorld(): Promise<MatrixWorld> {
  const now = () => NOW;
  const sandbox = await startSandbox({ now });
  const ranked = await rankedContents(sandbox);
  const fakes: FakeUpstreams = await startFakeUpstreams(
    { ALGORITHM: { '/recommendations': recommendations(ranked) }, SLOTS: { '/slot-plans': plans } },
    now,
  );
  const { ALGORITHM, SLOTS } = fakes.urls;
  return {
    healthy: { ...sandbox.urls, ALGORITHM, SLOTS },
    mediaOrigin: sandbox.mediaOrigin,
    fakes,
    spoilStore: (faults) => sandbox.setFaults('SNAPSHOT', faults),
    async close() {
      await Promise.all([sandbox.close(), fakes.close()]);
    },
  };
}

/** Videos in order, those whose authors are on air first, with a room among them. */
async function rankedContents({ urls }: Sandbox): Promise<readonly string[]> {
  const indexes = Array.from({ length: RANKED }, (_, index) => index + 1);
  const videos = await batchGet(`${urls.CONTENT}/videos:batchGet`, indexes.map(videoId));
  const rooms = await batchGet(`${urls.LIVE}/rooms:batchGet`, indexes.map(roomId));
  const hosts = await batchGet(
    `${urls.LIVE}/rooms:batchGetByAccount`,
    videos.map(({ authorId }) => String(authorId)).concat(accountId(1)),
  );
  const onAir: ReadonlySet<unknown> = new Set(
    hosts.filter(({ state }) => state === 101).map(({ accountId: host }) => host),
  );
  const ids = videos
    .toSorted((a, b) => Number(onAir.has(b.authorId)) - Number(onAir.has(a.authorId)))
    .map(({ videoId: id }) => String(id));
  const room = rooms.find(({ state }) => state === 101)?.roomId;
  return ids.toSpliced(ROOM_RANK, 0, String(room));
}

/** Records that a batch endpoint has, in the order of the ids. */
async function batchGet(url: string, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  const distinct = [...new Set(ids)];
  const records: Record<string, unknown>[] = [];
  for (let from = 0; from < distinct.length; from += BATCH) {
    const asked = distinct.slice(from, from + BATCH);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ids: asked }),
    });
    const { results } = (await answer.json()) as { results: Record<string, Record<string, unknown>> };
    for (const id of asked) if (results[id]) records.push(results[id]);
  }
  return records;
}

/** The list from where the cursor stands, without what the caller places itself. */
const recommendations =
  (ranked: readonly string[]): Handler =>
  (call) => {
    const { count, cursor, filterIds } = call.body as {
      count: number;
      cursor: string | null;
      filterIds: string[];
    };
    const from = Number(cursor ?? 0);
    const free = ranked.slice(from).filter((id) => !filterIds.includes(id));
    const page = free.slice(0, count);
    const last = page.at(-1);
    const end = last === undefined ? ranked.length : ranked.indexOf(last) + 1;
    const hasMore = end < ranked.length;
    return json({
      ...subjectOf(call),
      pvid: 'pvid-1',
      hasMore,
      nextCursor: hasMore ? String(end) : null,
      buckets: '668#2846',
      items: page.map((id, position) =>
        recommendedRecord(id, position, id.startsWith('88') ? { contentType: 'live' } : {}),
      ),
    });
  };

/** `home` has a video and a banner in slots; the other scenes have none. */
const plans: Handler = (call) => {
  const sceneId = call.path.split('/')[2] ?? '';
  const fixed = (slotId: string, position: number, creative: object) =>
    slotRecord(slotId, { placement: { kind: 'FIXED', position }, creatives: [creative] });
  const slots = [
    fixed('home-video', 1, creativeRecord('c-video', videoId(500), { badge: '11.11' })),
    fixed('home-banner', 3, bannerRecord('c-banner')),
  ];
  return document(slotPlanRecord(sceneId, sceneId === 'home' ? { slots } : {}), call);
};
