import type { Fault, UpstreamName } from '../../sandbox/index.js';

/** A tenth of all calls fails, in every way in which memory could stay behind. */
export const TENTH_BROKEN: readonly Fault[] = [
  { kind: 'STATUS', rate: 0.04 },
  { kind: 'HANG', rate: 0.02 },
  { kind: 'RESET', rate: 0.02 },
  { kind: 'BAD_JSON', rate: 0.01 },
  { kind: 'RESET_MID_BODY', rate: 0.01 },
];

/** Of its limit of 60 ms, what the slow service takes longer than usual. */
const SLOW_MS = 25;

/** An ordinary bad day: 5 % of calls answer 500, 2 % never, 1 % with bad JSON; one service is slow. */
export const badDay = (service: UpstreamName): readonly Fault[] => [
  { kind: 'STATUS', rate: 0.05 },
  { kind: 'HANG', rate: 0.02 },
  { kind: 'BAD_JSON', rate: 0.01 },
  ...(service === 'PRICING' ? [{ kind: 'DELAY', args: { ms: SLOW_MS } } as const] : []),
];
