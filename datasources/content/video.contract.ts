import { globalId } from '../../schema/global-id.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import { Video, VideoStatus } from '../../schema/video.type.js';
import { Dropped, type FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { parseCategory } from '../parsing/category.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';
import { cleanText, cutGraphemes, MAX_TEXT } from '../parsing/text.js';
import { parseAnchors } from './anchors.contract.js';
import { parseStats } from './counters.contract.js';
import { parsePicture } from './picture.contract.js';
import { parseSources } from './sources.contract.js';
import { parseStatus } from './status.contract.js';

/** In graphemes. */
const MAX_TITLE = 60;
const MAX_TAGS = 10;
const TOO_LONG_MS = 36_000_000;
const FINGERPRINT = /^[0-9a-f]{16}$/i;

/**
 * Reads a video record. SCHEMA when an id, a time, a status or a list has the wrong type; dropped without cover or source
 * (CT_MEDIA) or with an impossible duration (CT_DURATION), both after CT_STATUS. A video that exists but may not be shown has
 * `blockedBy` CT_STATUS; one without a title has the title '' and `blockedBy` CT_TITLE. Those two are counted by the feed that drops it.
 */
export function parseVideo(
  record: JsonRecord,
  videoId: string,
  context: PublicContext,
): Video | Dropped | FailureClass {
  const read = new RecordReader(record);
  const title = read.text('title');
  const durationMs = read.integer('durationMs');
  const window = { publishAtMs: read.moment('publishAt'), expireAtMs: read.momentOrNull('expireAt') };
  const status = parseStatus(read, window, context.now);
  const owner = { authorId: read.idOrNull('authorId'), shopId: read.idOrNull('shopId') };
  const category = parseCategory(read.text('categoryPath'), read.text('categoryName'));
  const anchors = parseAnchors(read.records('products'), context.report);
  const wireSources = read.records('sources');
  const tags = read.list('tags');
  if (read.faulty) return 'SCHEMA';

  const blockedBy = reasonToBlock(status, title);
  const sources = parseSources(wireSources, context);
  const { cover, orientation } = parsePicture(read, context);
  if (cover === null || sources.length === 0) return new Dropped(statusFirst(status, 'CT_MEDIA'));
  if (durationMs <= 0 || durationMs >= TOO_LONG_MS) return new Dropped(statusFirst(status, 'CT_DURATION'));

  return new Video({
    videoId,
    id: globalId('Video', videoId),
    ...owner,
    ...window,
    ...category,
    anchors,
    blockedBy,
    status,
    title: shortTitle(title ?? '', context),
    cover,
    sources,
    durationMs,
    orientation,
    fingerprint: fingerprintOf(read.raw('fingerprint')),
    publishedAt: window.publishAtMs,
    tags: parseTags(tags),
    stats: parseStats(read.raw('counters'), context),
  });
}

function reasonToBlock(status: VideoStatus, title: string | null): ReasonCode | null {
  if (status !== VideoStatus.NORMAL) return 'CT_STATUS';
  return title === null ? 'CT_TITLE' : null;
}

const statusFirst = (status: VideoStatus, code: ReasonCode): ReasonCode =>
  status === VideoStatus.NORMAL ? code : 'CT_STATUS';

function shortTitle(title: string, { report }: PublicContext): string {
  const cut = cutGraphemes(title, MAX_TITLE);
  if (cut !== title) report('CT_TITLE');
  return cut;
}

function parseTags(tags: readonly unknown[]): readonly string[] {
  return tags
    .map((tag) => (typeof tag === 'string' && tag.length <= MAX_TEXT ? cleanText(tag) : null))
    .filter((tag) => tag !== null)
    .slice(0, MAX_TAGS);
}

const fingerprintOf = (value: unknown): string | null =>
  typeof value === 'string' && FINGERPRINT.test(value) ? value.toLowerCase() : null;
