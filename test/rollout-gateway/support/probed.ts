import { isProbeSample } from '../../../src/shadow/sampling.js';
import { RULES } from './rules.js';

/** Trace ids in the order of their number, as far as one was asked for. */
const found: string[] = [];
let last = 0;

/** The n-th trace of those whose whole answers are compared for every rule. */
export function probedTrace(n: number): string {
  while (found.length <= n) {
    const traceId = (last += 1).toString(16).padStart(32, '0');
    if (Object.keys(RULES).every((id) => isProbeSample({ id }, traceId, false))) found.push(traceId);
  }
  return `00-${found[n] ?? ''}-00000000000000a1-01`;
}
