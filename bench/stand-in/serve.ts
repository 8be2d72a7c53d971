import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { delaysAround } from './delays.js';
import { planText } from './plan.js';
import { postsAnswer } from './posts.js';
import { POPULAR, rankedFor } from './ranking.js';
import { accountRecord, itemRecord, priceRecord, videoId, videoRecord } from './records.js';

/** Counters older than ten minutes are not shown: records are dated anew before. */
const DATED_FOR_MS = 300_000;
const SCENES = JSON.stringify({
  scenes: ['home', POPULAR].map((sceneId) => ({ sceneId, name: sceneId, enabled: true, killed: false })),
});
const PVID = '3b0f6c1e-5f1d-4c57-9d27-0a5a51a7c001';

interface Ranking {
  readonly count: number;
  readonly sceneId: string;
}

/** What the stand-in tells about itself at `/bench/calls`. */
export interface Calls {
  /** Calls by path since it began. */
  readonly byPath: Readonly<Record<string, number>>;
}

/**
 * The upstream of every contestant: records are serialised once and joined per answer, so that it costs little beside what is
 * measured. It counts calls, and waits before each answer as it was told to (`/bench/?delayMs=20&sigma=0.5`).
 */
export function createStandIn(): Server {
  const calls = new Map<string, number>();
  const texts = new Map<string, string>();
  const plans = new Map(
    ['home', POPULAR].map((sceneId) => [`/slots/slot-plans/${sceneId}`, planText(sceneId)]),
  );
  let delays = delaysAround(0, 0);
  let datedAt = Date.now();

  const textOf = (id: string, record: (id: string) => object): string => {
    let text = texts.get(id);
    if (text === undefined) texts.set(id, (text = `"${id}":${JSON.stringify(record(id))}`));
    return text;
  };
  const batch = (body: string, record: (id: string) => object): string => {
    if (Date.now() - datedAt > DATED_FOR_MS) {
      datedAt = Date.now();
      texts.clear();
    }
    const { ids } = JSON.parse(body) as { ids: string[] };
    return `{"results":{${ids.map((id) => textOf(id, record)).join(',')}},"missing":[],"errors":{}}`;
  };
  const video = (id: string) => videoRecord(id, datedAt);

  const ranked = (body: string, headers: IncomingMessage['headers']): string => {
    const { count, sceneId } = JSON.parse(body) as Ranking;
    const viewer = headers['x-viewer-id'];
    const device = headers['x-device-id'];
    const ranking = rankedFor(sceneId, String(viewer ?? device ?? ''), count);
    const items = ranking.map((index, position) => ({
      contentId: videoId(index),
      contentType: 'shortvideo',
      position,
      score: 0.9,
      matchInfo: 'i2i_video',
      trace: '1007.40050.354490.0:a7',
      reason: null,
    }));
    const subject = typeof viewer === 'string' ? `v:${viewer}` : `d:${String(device)}`;
    return JSON.stringify({
      subject,
      pvid: PVID,
      hasMore: true,
      nextCursor: 'p2',
      buckets: '668#2846#8113#1998',
      items,
    });
  };

  const answer = (path: string, body: string, headers: IncomingMessage['headers']): string | null => {
    switch (path) {
      case '/algorithm/recommendations':
        return ranked(body, headers);
      case '/content/videos:batchGet':
        return batch(body, video);
      case '/catalog/items:batchGet':
        return batch(body, itemRecord);
      case '/pricing/prices:batchGet':
        return pricesOf(body);
      case '/accounts/accounts:batchGet':
        return batch(body, accountRecord);
      case '/slots/scenes':
        return SCENES;
      case '/slots/emergency-offline':
        return '{"version":1,"updatedAt":1573401000000,"contents":[],"products":[],"authors":[],"shops":[]}';
      default:
        return plans.get(path) ?? hotListOf(path, datedAt) ?? postsAnswer(path);
    }
  };

  const control = (url: URL): string => {
    const delayMs = url.searchParams.get('delayMs');
    if (delayMs !== null) delays = delaysAround(Number(delayMs), Number(url.searchParams.get('sigma')));
    return JSON.stringify({ byPath: Object.fromEntries(calls) } satisfies Calls);
  };

  const send = (response: ServerResponse, text: string | null): void => {
    const body = Buffer.from(text ?? '{"error":{"code":"NOT_FOUND","message":"","retryable":false}}');
    response.writeHead(text === null ? 404 : 200, {
      'content-type': 'application/json',
      'content-length': body.length,
      etag: '"1"',
    });
    response.end(body);
  };

  return createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/bench/')) {
      send(response, control(new URL(path, 'http://stand-in')));
      return;
    }
    calls.set(path, (calls.get(path) ?? 0) + 1);
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const text = answer(path, body, request.headers);
      const delayMs = delays.next();
      if (delayMs === 0) send(response, text);
      else setTimeout(() => send(response, text), delayMs);
    });
  });
}

/** Prices are of this moment. */
function pricesOf(body: string): string {
  const { ids } = JSON.parse(body) as { ids: string[] };
  const now = Date.now();
  const results = Object.fromEntries(ids.map((id) => [id, priceRecord(id, now)]));
  return JSON.stringify({ results, missing: [], errors: {} });
}

/** An empty hot list; null where the path is another. */
function hotListOf(path: string, generatedAt: number): string | null {
  const [, sceneId] = /^\/algorithm\/scenes\/(\w+)\/hot$/.exec(path) ?? [];
  return sceneId === undefined ? null : JSON.stringify({ sceneId, generatedAt, items: [] });
}
