import { classReports } from './coordinate-report.js';
import type { RuleFigures } from './parity-figures.js';
import type { AnswerReport } from './parity-report.types.js';
import { agreementReport } from './rates.js';

/** Whole answers by operation and client, those that agree least first. */
export const answerReports = ({ answers }: RuleFigures): readonly AnswerReport[] =>
  Object.values(answers)
    .map(({ operation, client, ab, aa }) => ({
      operation,
      client,
      ...agreementReport(ab),
      noiseN: aa.n,
      classes: classReports(ab, aa),
    }))
    .toSorted((a, b) => a.parity.share - b.parity.share || b.n - a.n);
