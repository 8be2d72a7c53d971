import { newcombe } from '../statistics/newcombe.js';
import { wilson } from '../statistics/wilson.js';
import type { Agreement } from './parity-figures.js';
import type { AgreementReport, ClassReport, Rate } from './parity-report.types.js';

/** Standard deviations of a 95 % interval. */
const Z = 1.96;

/** `count` out of `total`. */
export const rateOf = (count: number, total: number): Rate => ({
  count,
  total,
  share: total === 0 ? 0 : count / total,
  ...wilson({ count, total }, Z),
});

/** How much more often one is met than the other; null where the other was never looked for. */
export function netOf(rate: Rate, noise: Rate): ClassReport['net'] {
  if (noise.total === 0 || rate.total === 0) return null;
  return { difference: rate.share - noise.share, ...newcombe(rate, noise, Z) };
}

/** What counts say about how often two sides agree. */
export const agreementReport = ({
  asked,
  n,
  equal,
  rawEqual,
  candidateFailed,
  controlFailed,
}: Agreement): AgreementReport => ({
  n,
  parity: rateOf(equal, n),
  rawParity: rateOf(rawEqual, n),
  ignoredShare: n === 0 ? 0 : (equal - rawEqual) / n,
  candidateFailed: rateOf(candidateFailed, asked),
  controlFailed: rateOf(controlFailed, asked),
});
