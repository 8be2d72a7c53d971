import { GraphQLError, parse, validate, type ExecutionResult } from 'graphql';
import { keyOf, type RecordedEnd } from '../../datasources/http/recording.js';
import { PlayingTape } from '../../datasources/http/tape.js';
import { RequestContext } from '../../src/context.js';
import { NO_ROLLOUT } from '../../src/rollout/rollout.js';
import type { RequestFacts } from '../../src/server/options.js';
import { RequestLog } from '../../src/shadow/request-log.js';
import { SILENT } from '../../src/shadow/silent-metrics.js';
import type { RecordedCase } from '../../src/shadow/spool/recorded-case.js';
import { REPLAY_CURSOR_KEYS } from '../../src/shadow/spool/replay-cursors.js';
import { playedArms } from './played-arms.js';
import { replayAccess, type ReplayWorld } from './replay-world.js';

/** A recorded call is answered at once: the time limit is that of a computer, not of an upstream. */
const DEADLINE_MS = 3_000;

/** A case, answered once more. */
export interface Answered {
  readonly context: RequestContext;
  readonly result: ExecutionResult;
  /** Endpoints that were asked something which is not in the case. */
  readonly unrecorded: ReadonlySet<string>;
}

/**
 * Answers a case out of itself; a call that it does not hold is refused, and never sent. `swapped`: id of the rule whose other
 * side answers.
 */
export async function answerCase(
  recorded: RecordedCase,
  world: ReplayWorld,
  swapped: string | null = null,
): Promise<Answered> {
  const tape = new PlayingTape(recordingOf(recorded), 'refuse');
  const arms = playedArms(recorded, swapped);
  const log = new RequestLog(
    recorded.arms.map(({ rule }) => rule),
    tape,
    [...recorded.ids],
  );
  const more = counter();
  const context = new RequestContext(
    factsOf(recorded),
    {
      connections: replayAccess(recorded),
      metrics: SILENT,
      rollout: NO_ROLLOUT,
      deadlineMs: DEADLINE_MS,
      now: () => recorded.now,
      feed: {
        cursorKeys: REPLAY_CURSOR_KEYS,
        videoPageUrl: recorded.settings.videoPageUrl,
        newSessionId: more,
        newPvid: more,
      },
    },
    { arms, log },
  );
  return { context, result: await run(recorded, world, context), unrecorded: tape.unrecorded };
}

/** An operation that this build would refuse is answered with its reasons. */
async function run(
  { document: text, operationName, variables }: RecordedCase,
  { schema, executor }: ReplayWorld,
  contextValue: RequestContext,
): Promise<ExecutionResult> {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length > 0
      ? { errors }
      : await executor.execute({ document, operationName, variables, contextValue });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

const recordingOf = ({ exchanges, leg }: RecordedCase): ReadonlyMap<string, RecordedEnd> =>
  new Map([...(leg?.exchanges ?? []), ...exchanges].map(([call, end]) => [keyOf(call), end]));

/** Ids beyond the recorded ones, the same in every replay. */
function counter(): () => string {
  let made = 0;
  return () => `replayed-id-${String((made += 1)).padStart(10, '0')}`;
}

function factsOf({ viewerId, deviceId, client }: RecordedCase): RequestFacts {
  return {
    headers: {
      ...(viewerId !== null && { 'x-viewer-id': viewerId }),
      ...(deviceId !== null && { 'x-device-id': deviceId }),
      ...(client.platform !== 'UNKNOWN' && { 'apollographql-client-name': client.platform.toLowerCase() }),
      ...(client.appVersion !== null && { 'apollographql-client-version': client.appVersion }),
      'x-shadow': '1',
    },
    signal: new AbortController().signal,
    receivedAt: performance.now(),
    requestId: 'replay',
    method: 'POST',
    fromEdge: true,
  };
}
