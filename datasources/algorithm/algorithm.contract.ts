import type { ReasonCode } from '../../schema/reason-codes.js';
import { UpstreamError } from '../http/upstream-error.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';
import { isId } from '../parsing/record-reader.js';
import { cleanText } from '../parsing/text.js';

const MAX_PVID = 64;
const MAX_CURSOR = 256;
const MAX_TRACE = 512;
const MAX_MATCH_INFO = 64;
const MAX_REASON = 40;
/** Most items of one answer; what stands behind them nobody asked for. */
const MAX_ITEMS = 50;
/** Experiment buckets come back with every item: longer than this (characters) they count as malformed. */
const MAX_BUCKETS = 1_024;
/** `layer#bucket` pairs joined by `#`. */
const BUCKETS = /^[A-Za-z0-9_-]+#[A-Za-z0-9_-]+(?:#[A-Za-z0-9_-]+#[A-Za-z0-9_-]+)*$/;

/** Why the algorithm is asked. */
export type Refresh = 'INITIAL' | 'PULL_TO_REFRESH' | 'LOAD_MORE' | 'BACKGROUND';

/** Body of a call for recommendations. */
export interface RecommendRequest {
  readonly sceneId: string;
  readonly sessionId: string;
  /** 1..50 */
  readonly count: number;
  /** The algorithm's own cursor; null = first page. */
  readonly cursor: string | null;
  /** Content the gateway places itself, at most 100 ids. */
  readonly filterIds: readonly string[];
  /** Returned before and never shown, at most 40 ids. */
  readonly unservedIds: readonly string[];
  readonly relatedTo: readonly string[];
  readonly context: {
    readonly platform: string;
    readonly appVersion: string | null;
    readonly network: string;
    readonly region: string | null;
    readonly refresh: Refresh;
  };
}

/** One recommended content. */
export interface Recommendation {
  readonly kind: 'VIDEO' | 'LIVE';
  /** Video id or room id. */
  readonly id: string;
  readonly trace: string | null;
  readonly reason: string | null;
  readonly matchInfo: string | null;
}

/** A page of recommendations, best first. */
export interface Recommendations {
  /** Null when the algorithm sent none that can be used. */
  readonly pvid: string | null;
  /** True only together with a usable cursor. */
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  /** `layer#bucket#layer#bucket`, or empty. */
  readonly buckets: string;
  readonly items: readonly Recommendation[];
}

/**
 * Reads a recommendation answer. Dirty items are dropped one by one, each counted; order is the order of the list.
 * @throws UpstreamError SCHEMA when it is no such answer
 */
export function parseRecommendations(answer: unknown, report: (code: ReasonCode) => void): Recommendations {
  if (!isRecord(answer)) throw new UpstreamError('ALGORITHM.recommendations', 'SCHEMA');
  const { items, buckets } = answer;
  if (items !== null && items !== undefined && !Array.isArray(items))
    throw new UpstreamError('ALGORITHM.recommendations', 'SCHEMA');
  if (!Array.isArray(items)) report('RC_NULL');
  const nextCursor = boundedText(answer['nextCursor'], MAX_CURSOR);
  const pvid = boundedText(answer['pvid'], MAX_PVID);
  if (pvid === null) report('RC_PVID');
  return {
    pvid,
    nextCursor,
    hasMore: answer['hasMore'] === true && nextCursor !== null,
    buckets: isBuckets(buckets) ? buckets : '',
    items: parseItems(((items ?? []) as unknown[]).slice(0, MAX_ITEMS), report),
  };
}

const isBuckets = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_BUCKETS && BUCKETS.test(value);

/** What stands in the list and is no object has no id either. */
const NO_ITEM: JsonRecord = {};

function parseItems(items: readonly unknown[], report: (code: ReasonCode) => void): Recommendation[] {
  const seen = new Set<string>();
  const parsed: Recommendation[] = [];
  items.forEach((item, index) => {
    const record = isRecord(item) ? item : NO_ITEM;
    const recommendation = parseItem(record, report);
    if (!recommendation) return;
    const { kind, id } = recommendation;
    if (seen.has(`${kind}:${id}`)) {
      report('RC_DUPLICATE');
      return;
    }
    if (record['position'] !== index) report('RC_POSITION');
    seen.add(`${kind}:${id}`);
    parsed.push(recommendation);
  });
  return parsed;
}

function parseItem(item: JsonRecord, report: (code: ReasonCode) => void): Recommendation | null {
  const { contentId, contentType, score } = item;
  if (!isId(contentId)) return drop('RC_ID', report);
  const kind = contentType === 'shortvideo' ? 'VIDEO' : contentType === 'live' ? 'LIVE' : null;
  if (kind === null) return drop('RC_TYPE', report);
  if (score !== null && score !== undefined && !(typeof score === 'number' && score >= 0 && score <= 1e6))
    report('RC_SCORE');
  const trace = boundedText(item['trace'], MAX_TRACE);
  if (trace === null) report('RC_TRACE');
  const reason = boundedText(item['reason'], MAX_REASON);
  return {
    kind,
    id: contentId,
    trace,
    reason: reason === null ? null : cleanText(reason),
    matchInfo: boundedText(item['matchInfo'], MAX_MATCH_INFO),
  };
}

function drop(code: ReasonCode, report: (code: ReasonCode) => void): null {
  report(code);
  return null;
}

const boundedText = (value: unknown, max: number): string | null =>
  typeof value === 'string' && value !== '' && value.length <= max ? value : null;
