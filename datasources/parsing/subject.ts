import { UpstreamError } from '../http/upstream-error.js';
import type { PublicContext, ViewerContext } from '../chain/source.js';
import { isRecord } from './json.js';

/**
 * Refuses an answer that is not whose it should be: the viewer's where one viewer asks, else everybody's.
 * @throws UpstreamError IDENTITY, or SCHEMA when a viewer's answer is no object
 */
export function assertOwner(
  operation: string,
  answer: unknown,
  context: PublicContext | ViewerContext,
): void {
  if ('viewer' in context) assertSubject(operation, answer, context);
  else assertNobodys(operation, answer, context);
}

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

/** Refuses what claims to be one viewer's (PR_PRIVATE): what is read as public may be shared. */
function assertNobodys(operation: string, answer: unknown, { report }: PublicContext): void {
  if (isRecord(answer) && answer['subject'] != null) refuse(operation, report);
}

function refuse(operation: string, report: PublicContext['report']): never {
  report('PR_PRIVATE');
  throw new UpstreamError(operation, 'IDENTITY');
}
