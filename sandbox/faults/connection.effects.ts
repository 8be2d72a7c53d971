import { bytesOf } from '../server/reply.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { TAKEN, numberArg } from './effect.js';

/** Time for the first part of an answer to reach the client before its connection is reset. */
const FLUSH_MS = 20;
/** Share of the body sent before the cut. */
const SENT_SHARE = 0.5;

function reset({ response }: FaultContext): typeof TAKEN {
  response.socket?.resetAndDestroy();
  return TAKEN;
}

/** First half of the body, at least one byte, never all of it. */
function firstPart(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.max(1, Math.floor(bytes.length * SENT_SHARE)));
}

/** Faults of the connection that hit single calls; those of the whole listener are in server/transport.ts. */
export const connectionEffects: FaultEffects = {
  RESET: { instead: reset },
  HANG: { instead: () => TAKEN },
  // The client finds out on its next use of the connection, as when an idle time-out and a request cross.
  CLOSE_IDLE: {
    instead: (context) => {
      if (context.answersOnSocket < numberArg(context, 'answers', 2)) return null;
      context.response.socket?.destroy();
      return TAKEN;
    },
  },
  RESET_MID_BODY: {
    send: (reply, { response }) => {
      const bytes = bytesOf(reply);
      response.writeHead(reply.status, { ...reply.headers, 'content-length': Math.max(2, bytes.length) });
      response.write(firstPart(bytes));
      setTimeout(() => response.socket?.resetAndDestroy(), FLUSH_MS);
    },
  },
  // With { chunked: 1 } the body has no announced length and its last chunk is missing.
  TRUNCATE: {
    send: (reply, context) => {
      const bytes = bytesOf(reply);
      const { response } = context;
      const length =
        numberArg(context, 'chunked', 0) === 0 ? { 'content-length': Math.max(2, bytes.length) } : {};
      response.writeHead(reply.status, { ...reply.headers, ...length });
      response.write(firstPart(bytes), () => response.socket?.end());
    },
  },
};
