import { UpstreamError } from '../http/upstream-error.js';
import type { PublicContext, ViewerContext } from '../chain/source.js';
import { isRecord } from './json.js';

/**
 * Refuses an answer that was computed for somebody else (PR_PRIVATE). Nothing of it may be used.
 * @throws UpstreamError IDENTITY, or SCHEMA when the answer is no object
 */
export function assertSubject(
  operation: string,
  answer: unknown,
  { viewer, report }: Pick<ViewerContext, 'viewer' | 'report'>,
): void {
  if (!isRecord(answer)) throw new UpstreamError(operation, 'SCHEMA');
  const expected = viewer.viewerId === null ? `d:${viewer.deviceId}` : `v:${viewer.viewerId}`;
  if (answer['subject'] !== expected) refuse(operation, report);
}

/**
 * Refuses an answer that claims to be one viewer's where everybody's was asked for (PR_PRIVATE): what is read as public may
 * be shared.
 * @throws UpstreamError IDENTITY
 */
export function assertNobodys(
  operation: string,
  answer: unknown,
  { report }: Pick<PublicContext, 'report'>,
): void {
  if (isRecord(answer) && answer['subject'] != null) refuse(operation, report);
}

function refuse(operation: string, report: PublicContext['report']): never {
  report('PR_PRIVATE');
  throw new UpstreamError(operation, 'IDENTITY');
}
