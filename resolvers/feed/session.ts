import type { FeedArgs } from '../../schema/feed.args.js';
import { RefreshReason } from '../../schema/feed-context.input.js';
import { judgeCursor } from '../../mixing/cursor-checks.js';
import { decodeCursor } from '../../mixing/cursor.js';
import type { CursorRefusal, CursorState } from '../../mixing/cursor.types.js';
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
  beginsAnew: boolean,
  sceneId: string,
  ctx: GatewayContext,
): Session {
  if (!after) return newSession(ctx, false, NOTHING_SERVED);
  const from = goneOnFrom(after, sceneId, ctx);
  if ('refused' in from) {
    ctx.count('RQ_CURSOR');
    if (from.refused === 'TOO_LONG')
      throw clientFault(ctx, 'BAD_USER_INPUT', 'This cursor is longer than any the feed issues.');
    return newSession(ctx, true, NOTHING_SERVED);
  }
  if (beginsAnew) return newSession(ctx, false, new Set(from.served));
  return {
    id: from.sessionId,
    startedAt: from.startedAt * 1_000,
    restarted: false,
    cursor: from,
    state: resumeState(from),
    servedBefore: NOTHING_SERVED,
  };
}

/** What a page goes on from: the state behind a cursor that was made for this scene and viewer, or why it is refused. */
export function goneOnFrom(
  after: string,
  sceneId: string,
  { viewer, now, feed }: Pick<GatewayContext, 'viewer' | 'now' | 'feed'>,
): CursorState | { readonly refused: CursorRefusal } {
  const decoded = decodeCursor(after, feed.cursorKeys);
  if ('refused' in decoded) return decoded;
  const refused = judgeCursor(decoded, { sceneId, now, ...viewer }, feed.cursorKeys);
  return refused === null ? decoded : { refused };
}

/** Whether the viewer pulled for something new: a session begins, and its first page leaves out what the one before showed. */
export const isRefresh = (context: FeedArgs['context']): boolean =>
  context?.refresh === RefreshReason.PULL_TO_REFRESH;

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
