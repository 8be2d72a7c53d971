import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Video } from '../../schema/video.type.js';
import { Dropped } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { UpstreamError } from '../http/upstream-error.js';
import type { JsonRecord } from '../parsing/json.js';
import { parseEmbedded, type Embedded } from './legacy-embedded.contract.js';
import { legacyFeedEndpoint } from './legacy.api.js';
import { parseLegacyVideo } from './legacy-video.contract.js';
import { QuirkReader } from './quirks.js';

const KINDS: ReadonlyMap<string | null, 'VIDEO' | 'LIVE'> = new Map([
  ['1', 'VIDEO'],
  ['2', 'LIVE'],
]);
const MAX_PVID = 64;
/** Most cards of one page; what stands behind them nobody asked for. */
const MAX_CARDS = 50;
/** Longest tracking text of an item, as for those of the algorithm. */
const MAX_TRACKING = 512;

/** One card of the Java feed. */
export interface LegacyFeedItem extends Embedded {
  /** Content key: `VIDEO:<video id>` or `LIVE:<room id>`. */
  readonly key: string;
  readonly kind: 'VIDEO' | 'LIVE';
  /** Video id or room id. */
  readonly id: string;
  /** The Java service's own mark of what the item is. */
  readonly scm: string | null;
  readonly trackInfo: string | null;
  /** Null for a room: the Java service cannot tell whether one is on air. */
  readonly video: Video | null;
}

/** A page of the Java feed, best first. */
export interface LegacyFeed {
  readonly items: readonly LegacyFeedItem[];
  /** Null when there is none that can be used. */
  readonly pvid: string | null;
  readonly hasMore: boolean;
  /** 1-based. */
  readonly pageNum: number;
}

/**
 * Reads a page of the Java feed; order is the order of the list. Cards are dropped one by one, each counted: without a usable id
 * (RC_ID), of an unknown type (RC_TYPE), repeated or unreadable (RS_LEGACY), or for what is wrong with the video.
 * @throws UpstreamError ENVELOPE when it says that it failed, SCHEMA when there is no list
 */
export function parseLegacyFeed(data: JsonRecord, askedPage: number, context: PublicContext): LegacyFeed {
  const read = new QuirkReader(data, context.report);
  if (read.flag('success') !== true) throw new UpstreamError(legacyFeedEndpoint.id, 'ENVELOPE');
  const cards = read.records('resultList');
  if (read.faulty) throw new UpstreamError(legacyFeedEndpoint.id, 'SCHEMA');
  const pvid = bounded(read.text('pvid'), MAX_PVID);
  if (pvid === null) context.report('RC_PVID');
  return {
    items: parseCards(cards.slice(0, MAX_CARDS), context),
    pvid,
    hasMore: read.flag('hasMore') ?? false,
    pageNum: read.count('pageNum') ?? askedPage,
  };
}

function parseCards(cards: readonly JsonRecord[], context: PublicContext): readonly LegacyFeedItem[] {
  const items = new Map<string, LegacyFeedItem>();
  for (const card of cards) {
    const item = parseCard(card, context);
    if (typeof item === 'string') context.report(item);
    else if (items.has(item.key)) context.report('RS_LEGACY');
    else items.set(item.key, item);
  }
  return [...items.values()];
}

/** A card, or why it is dropped. */
function parseCard(card: JsonRecord, context: PublicContext): LegacyFeedItem | ReasonCode {
  const read = new QuirkReader(card, context.report);
  const id = read.id('contentId');
  if (id === null) return 'RC_ID';
  const kind = KINDS.get(read.text('contentType'));
  if (kind === undefined) return 'RC_TYPE';
  const item = {
    key: `${kind}:${id}`,
    kind,
    id,
    scm: bounded(read.text('scm'), MAX_TRACKING),
    trackInfo: bounded(read.text('trackInfo'), MAX_TRACKING),
  };
  if (kind === 'LIVE') return { ...item, ...parseEmbedded(card, context), video: null };
  const video = parseLegacyVideo(card, id, context);
  if (typeof video === 'string') return 'RS_LEGACY';
  return video instanceof Dropped ? video.code : { ...item, ...video };
}

const bounded = (text: string | null, max: number): string | null =>
  text !== null && text.length <= max ? text : null;
