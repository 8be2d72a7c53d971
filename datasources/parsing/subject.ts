import { UpstreamError } from '../http/upstream-error.js';
import type { WireIdentity } from '../http/transport.js';
import { isRecord } from './json.js';

/**
 * Refuses an answer that was computed for somebody else. Nothing of it may be used.
 * @throws UpstreamError IDENTITY, or SCHEMA when the answer is no object
 */
export function assertSubject(operation: string, answer: unknown, viewer: WireIdentity): void {
  if (!isRecord(answer)) throw new UpstreamError(operation, 'SCHEMA');
  const expected = viewer.viewerId === null ? `d:${viewer.deviceId}` : `v:${viewer.viewerId}`;
  if (answer['subject'] !== expected) throw new UpstreamError(operation, 'IDENTITY');
}
