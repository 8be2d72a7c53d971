import type { Id } from '../../data/ids.js';
import { isId } from '../../data/ids.js';
import { SCENE_ID } from '../../data/scenes.js';
import { invalidArgument } from '../../server/service-error.js';
import { isObject } from '../../server/service-request.js';

/** A checked recommendation request; the context beyond the region does not change the ranking. */
export interface RecommendRequest {
  readonly sceneId: string;
  readonly sessionId: string;
  readonly count: number;
  readonly cursor: string | null;
  readonly filterIds: readonly Id[];
  readonly unservedIds: readonly Id[];
  readonly relatedTo: readonly Id[];
  readonly region: string | null;
}

const SESSION_ID = /^[A-Za-z0-9_-]{22}$/;
const PLATFORMS = ['IOS', 'ANDROID', 'HARMONY', 'WEB', 'UNKNOWN'];
const NETWORKS = ['WIFI', 'CELLULAR', 'UNKNOWN'];
const REFRESHES = ['INITIAL', 'PULL_TO_REFRESH', 'LOAD_MORE', 'BACKGROUND'];

function matching(value: unknown, pattern: RegExp, name: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw invalidArgument(`${name} is malformed`);
  return value;
}

function textOrNull(value: unknown, name: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw invalidArgument(`${name} must be a string or null`);
  return value;
}

function oneOf(value: unknown, list: readonly string[], name: string): void {
  if (typeof value !== 'string' || !list.includes(value))
    throw invalidArgument(`${name} must be one of ${list.join(', ')}`);
}

function ids(value: unknown, limit: number, name: string): Id[] {
  if (!Array.isArray(value) || value.length > limit)
    throw invalidArgument(`${name} must be a list of at most ${limit} ids`);
  if (!value.every(isId)) throw invalidArgument(`${name} holds a malformed id`);
  return value;
}

function countOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 50) {
    throw invalidArgument('count must be an integer of 1 to 50');
  }
  return value;
}

/** Checks a request body; throws a 400 that names the first bad property. */
export function parseRecommendRequest(body: Record<string, unknown>): RecommendRequest {
  const { context } = body;
  if (!isObject(context)) throw invalidArgument('context must be an object');
  oneOf(context['platform'], PLATFORMS, 'context.platform');
  oneOf(context['network'], NETWORKS, 'context.network');
  oneOf(context['refresh'], REFRESHES, 'context.refresh');
  textOrNull(context['appVersion'], 'context.appVersion');
  return {
    sceneId: matching(body['sceneId'], SCENE_ID, 'sceneId'),
    sessionId: matching(body['sessionId'], SESSION_ID, 'sessionId'),
    count: countOf(body['count']),
    cursor: textOrNull(body['cursor'], 'cursor'),
    filterIds: ids(body['filterIds'], 100, 'filterIds'),
    unservedIds: ids(body['unservedIds'], 40, 'unservedIds'),
    relatedTo: ids(body['relatedTo'], 5, 'relatedTo'),
    region: textOrNull(context['region'], 'context.region'),
  };
}
