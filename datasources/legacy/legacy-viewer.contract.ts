import type { ViewerContext } from '../chain/source.js';
import { UpstreamError } from '../http/upstream-error.js';
import type { JsonRecord } from '../parsing/json.js';
import { legacyViewerEndpoint } from './legacy.api.js';
import { QuirkReader } from './quirks.js';

/** What a viewer marked, of the ids asked for; an id in none of the sets was not marked. */
export interface LegacyMarks {
  readonly liked: ReadonlySet<string>;
  readonly favorited: ReadonlySet<string>;
  /** Account ids. */
  readonly following: ReadonlySet<string>;
}

/**
 * Reads the marks of the viewer of the context. An answer about anybody else is refused whole (PR_PRIVATE).
 * @throws UpstreamError IDENTITY, or SCHEMA when it is no such answer
 */
export function parseLegacyMarks(
  data: JsonRecord,
  { viewer, report }: Pick<ViewerContext, 'viewer' | 'report'>,
): LegacyMarks {
  const read = new QuirkReader(data, report);
  const uid = read.text('uid');
  if (uid === null || uid !== viewer.viewerId) {
    report('PR_PRIVATE');
    throw new UpstreamError(legacyViewerEndpoint.id, 'IDENTITY');
  }
  const marks: LegacyMarks = {
    liked: new Set(read.parts('liked')),
    favorited: new Set(read.parts('favorited')),
    following: new Set(read.parts('following')),
  };
  if (read.faulty) throw new UpstreamError(legacyViewerEndpoint.id, 'SCHEMA');
  return marks;
}
