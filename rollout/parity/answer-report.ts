import { classReports } from './coordinate-report.js';
import type { RuleFigures } from './parity-figures.js';
import type { AnswerReport } from './parity-report.types.js';
import { agreementReport, rateOf } from './rates.js';

/** Whole answers by operation and client: those first that differ elsewhere than in what the rule moves, then those that agree least. */
export const answerReports = ({ answers }: RuleFigures): readonly AnswerReport[] =>
  Object.values(answers)
    .map(({ operation, client, elsewhere, ab, aa }) => ({
      operation,
      client,
      elsewhere: rateOf(elsewhere, ab.n),
      ...agreementReport(ab),
      noiseN: aa.n,
      classes: classReports(ab, aa),
    }))

    .toSorted(
      (a, b) => b.elsewhere.share - a.elsewhere.share || a.parity.share - b.parity.share || b.n - a.n,
    );
