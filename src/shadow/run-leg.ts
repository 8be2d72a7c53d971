import { PlayingTape, RecordingTape, type Tape } from '../../datasources/http/tape.js';
import type { SourceAccess } from '../../datasources/connections.js';
import { RequestContext, type ContextParts } from '../context.js';
import { NO_ROLLOUT } from '../rollout/rollout.js';
import { RequestLog } from './request-log.js';
import { SILENT } from './silent-metrics.js';

/** Nobody waits for a leg; it may not last for ever either. */
const LEG_MS = 1_500;

/** Which leg of a request is run. */
export interface LegWish {
  readonly ruleId: string;
  /** The side that served once more, asking everything again: what differs then is noise. */
  readonly isNoise: boolean;
}

/**
 * Answers a request that was answered once more, on the other side of one rule, with the same inputs: its moment, its ids, and
 * the answers of all upstreams that both legs ask alike. Null when there is no such side. Writes nothing anywhere.
 */
export async function runLeg(
  served: RequestContext,
  { ruleId, isNoise }: LegWish,
  parts: ContextParts,
  access: SourceAccess,
): Promise<RequestContext | null> {
  const { log, facts, now } = served;
  const arms = isNoise ? served.arms.repeated() : served.arms.swapped(ruleId);
  if (!log?.operation || !arms) return null;
  const tape = isNoise ? ASKING : tapeFor(log);
  const legLog = new RequestLog<Tape>([ruleId], tape, [...log.ids], null, true);
  const context = new RequestContext(
    {
      ...facts,
      headers: { ...facts.headers, 'x-shadow': '1', 'x-deadline-ms': String(LEG_MS) },
      signal: new AbortController().signal, // its own: what listens to it goes with the leg
      receivedAt: performance.now(),
      fromEdge: true,
    },
    { ...parts, connections: access, metrics: SILENT, rollout: NO_ROLLOUT, now: () => now },
    { arms, log: legLog },
  );
  legLog.ran(log.operation, await log.operation.again(context));
  return context;
}

/** Plays nothing and keeps nothing. */
const ASKING = new PlayingTape(new Map(), 'ask');

/** What is asked beyond the tape of a request is kept where the request is recorded. */
const tapeFor = ({ tape, polled }: RequestLog<Tape>): Tape =>
  tape instanceof RecordingTape
    ? new PlayingTape(tape.recording, 'ask', polled ? tape.continued() : null)
    : tape;
