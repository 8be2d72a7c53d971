import { isProbeSample } from '../../../src/shadow/sampling.js';

/** Rules whose two paths can be compared. */
const COMPARED = ['feed-primary', 'product-pricing', 'video-author'];
/** One in a thousand is a sample of all three. */
const MOST = 1_000_000;

/** Those that were found so far, and the number of the last that was looked at. */
const found: string[] = [];
let last = 0;

/** The n-th trace of those whose whole answers are compared for every rule. */
export function probedTrace(n: number): string {
  while (found.length <= n && last < MOST) {
    const traceId = (last += 1).toString(16).padStart(32, '0');
    if (COMPARED.every((id) => isProbeSample({ id }, traceId, false))) found.push(traceId);
  }
  return `00-${found[n] ?? ''}-00000000000000a1-01`;
}
