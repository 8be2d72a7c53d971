import type { Answer } from './http.js';
import { VIEWER, at, listAt, send } from './http.js';

/** A recommendation request with defaults. */
export function recommendRequest(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    sceneId: 'home',
    sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA',
    count: 10,
    cursor: null,
    filterIds: [],
    unservedIds: [],
    relatedTo: [],
    context: { platform: 'IOS', appVersion: '9.2.0', network: 'WIFI', region: 'CN-ZJ', refresh: 'INITIAL' },
    ...changes,
  };
}

/** Asks ALGORITHM. */
export function recommend(
  url: string,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = VIEWER,
): Promise<Answer> {
  return send(`${url}/recommendations`, recommendRequest(changes), headers);
}

/** Content ids of a page of recommendations. */
export function contentIds(answer: Answer): string[] {
  return listAt(answer.json, 'items').map((item) => String(at(item, 'contentId')));
}

/** All pages of a cursor chain. */
export async function chain(
  url: string,
  changes: Record<string, unknown> = {},
  headers?: Record<string, string>,
): Promise<string[]> {
  const found: string[] = [];
  let cursor: unknown = null;
  do {
    const answer = await recommend(url, { count: 50, ...changes, cursor }, headers);
    found.push(...contentIds(answer));
    cursor = at(answer.json, 'nextCursor');
  } while (cursor !== null && found.length < 2_000);
  return found;
}
