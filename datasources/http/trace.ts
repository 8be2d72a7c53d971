import { randomText } from './random-text.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const ALL_ZERO = /^0+$/;

/** A W3C trace that a request belongs to. */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Two hex digits; `01` = sampled. */
  readonly flags: string;
}

/** Random hex digits: the ids of new traces and spans. */
export type RandomHex = (bytes: number) => string;

const randomHex: RandomHex = (bytes) => randomText(bytes, 'hex');

/** Continues a valid incoming `traceparent`; anything else starts a new trace. */
export function traceOf(traceparent: string | undefined, random: RandomHex = randomHex): Trace {
  const [, traceId, parentId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId && parentId && flags && !ALL_ZERO.test(traceId) && !ALL_ZERO.test(parentId))
    return { traceId, flags };
  return { traceId: random(16), flags: '01' };
}

/** `traceparent` of one upstream call: same trace, new span. */
export const spanHeader = (trace: Trace, random: RandomHex = randomHex): string =>
  `00-${trace.traceId}-${random(8)}-${trace.flags}`;
