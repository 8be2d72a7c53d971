import { judgeCursor } from '../../mixing/cursor-checks.js';
import { decodeCursor } from '../../mixing/cursor.js';
import type { CursorState } from '../../mixing/cursor.types.js';
import { resumeState, type ResumeState } from '../../mixing/resume-state.js';
import { clientFault } from '../client-fault.js';
import type { GatewayContext } from '../gateway-context.js';

/** The chain of pages that a request goes on with, or begins. */
export interface Session {
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** A cursor was given and could not be honoured. */
  readonly restarted: boolean;
  /** The cursor that is gone on from; null on page one. */
  readonly cursor: CursorState | null;
  /** What mixing starts from. */
  readonly state: ResumeState;
  /** Hashes of what the session before a refresh served: counted as seen, softly. */
  readonly servedBefore: ReadonlySet<number>;
}

const NOTHING_SERVED: ReadonlySet<number> = new Set();

/**
 * Goes on with the session of a cursor, or begins one. A cursor that cannot be honoured begins one too, and says so
 * (RQ_CURSOR).
 * @throws GraphQLError BAD_USER_INPUT when the cursor is longer than any that was ever issued
 */
export function readSession(
  after: string | null | undefined,
  isRefresh: boolean,
  sceneId: string,
  ctx: GatewayContext,
): Session {
  if (!after) return newSession(ctx, false, NOTHING_SERVED);
  const { viewer, now, feed } = ctx;
  const decoded = decodeCursor(after, feed.cursorKeys);
  const refusal =
    'refused' in decoded
      ? decoded.refused
      : judgeCursor(decoded, { sceneId, now, ...viewer }, feed.cursorKeys);
  if (refusal !== null) ctx.count('RQ_CURSOR');
  if (refusal === 'TOO_LONG')
    throw clientFault(ctx, 'BAD_USER_INPUT', 'This cursor is longer than any the feed issues.');
  if (refusal !== null || 'refused' in decoded) return newSession(ctx, true, NOTHING_SERVED);
  if (isRefresh) return newSession(ctx, false, new Set(decoded.served));
  return {
    id: decoded.sessionId,
    startedAt: decoded.startedAt * 1_000,
    restarted: false,
    cursor: decoded,
    state: resumeState(decoded),
    servedBefore: NOTHING_SERVED,
  };
}

function newSession(ctx: GatewayContext, restarted: boolean, servedBefore: ReadonlySet<number>): Session {
  return {
    id: ctx.feed.newSessionId(),
    startedAt: ctx.now,
    restarted,
    cursor: null,
    state: { offset: 0, served: new Set(), tail: [], early: new Set() },
    servedBefore,
  };
}
