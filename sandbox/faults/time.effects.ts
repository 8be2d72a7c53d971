import { bytesOf, failureReply } from '../server/reply.js';
import type { Reply } from '../server/reply.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { TAKEN, numberArg } from './effect.js';

/** Smallest pause between two pieces of a drip. */
const DRIP_TICK_MS = 20;

/** Sends the headers at once, the body at a number of bytes per second. */
function drip(reply: Reply, context: FaultContext): void {
  const { response } = context;
  const bytes = bytesOf(reply);
  const perSecond = Math.max(1, numberArg(context, 'bytesPerSecond', 10));
  const tickMs = Math.max(DRIP_TICK_MS, 1_000 / perSecond);
  const piece = Math.max(1, Math.round((perSecond * tickMs) / 1_000));
  let sent = 0;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  response.flushHeaders();
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + piece));
    sent += piece;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, tickMs);
  response.once('close', () => {
    clearInterval(timer);
  });
}

/** Delay that grows from `fromMs` to `toMs` over `overMs` since the fault was set. */
function ramp(context: FaultContext): number {
  const [fromMs, toMs] = [numberArg(context, 'fromMs', 0), numberArg(context, 'toMs', 500)];
  const progress = Math.min(1, context.ageMs / Math.max(1, numberArg(context, 'overMs', 30_000)));
  return fromMs + (toMs - fromMs) * progress;
}

function isDown(context: FaultContext): boolean {
  const [upMs, downMs] = [numberArg(context, 'upMs', 2_000), numberArg(context, 'downMs', 2_000)];
  return context.ageMs % (upMs + downMs) >= upMs;
}

/** Faults of time and load. */
export const timeEffects: FaultEffects = {
  DELAY: { delayMs: (context) => numberArg(context, 'ms', 1_000) },
  SLOW_HEADERS: {
    send: (reply, context) => {
      const { response } = context;
      const timer = setTimeout(
        () => {
          response.writeHead(reply.status, { ...reply.headers, 'content-length': bytesOf(reply).length });
          response.end(bytesOf(reply));
        },
        numberArg(context, 'ms', 1_000),
      );
      response.once('close', () => {
        clearTimeout(timer);
      });
    },
  },
  DRIP: { send: drip },
  RAMP: { delayMs: ramp },
  // Down means that every call is reset; the listener itself stays.
  FLAP: {
    instead: (context) => {
      if (!isDown(context)) return null;
      context.response.socket?.resetAndDestroy();
      return TAKEN;
    },
  },
  OVERLOAD: {
    instead: (context) => {
      if (context.inFlight <= numberArg(context, 'concurrency', 10)) return null;
      const retryAfter = String(numberArg(context, 'retryAfter', 1));
      return failureReply(503, 'UNAVAILABLE', 'overloaded', { 'retry-after': retryAfter });
    },
  },
};
