import { VideoDefinition, type VideoSource } from '../../schema/video-source.type.js';
import type { PublicContext } from '../chain/source.js';
import { intOrNull } from '../parsing/count.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const MAX_SOURCES = 8;
/** A signed address must outlive the page it stands on by this much (ms). */
const LEAST_LIFE_MS = 600_000;
const FORMATS = new Set(['mp4', 'm3u8']);
const DEFINITIONS = new Set(Object.values(VideoDefinition));
const BEST_FIRST: Readonly<Record<VideoDefinition, number>> = { UHD: 0, HD: 1, SD: 2, LD: 3 };

/**
 * Playable sources, best definition first. Dropped: unknown definition or format, an address that may not be shown (CT_URL), a
 * signed address about to end (CT_EXPIRING).
 */
export function parseSources(records: readonly JsonRecord[], context: PublicContext): readonly VideoSource[] {
  return records
    .slice(0, MAX_SOURCES)
    .map((record) => parseSource(record, context))
    .filter((source) => source !== null)
    .sort((a, b) => BEST_FIRST[a.definition] - BEST_FIRST[b.definition]);
}

function parseSource(record: JsonRecord, { media, now, report }: PublicContext): VideoSource | null {
  const read = new RecordReader(record);
  const definition = read.oneOf('definition', DEFINITIONS);
  const format = read.oneOf('format', FORMATS);
  const expiresAt = read.momentOrNull('expiresAt');
  if (read.faulty || definition === undefined || format === undefined) return null;
  if (expiresAt !== null && expiresAt - now < LEAST_LIFE_MS) {
    report('CT_EXPIRING');
    return null;
  }
  const url = media.media(read.raw('url'), report);
  if (url === null) return null;
  return {
    url,
    definition,
    format,
    bitrateKbps: intOrNull(read.raw('bitrateKbps')),
    sizeBytes: intOrNull(read.raw('sizeBytes')),
    expiresAt,
  };
}
