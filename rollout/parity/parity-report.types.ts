import type { Interval } from '../statistics/wilson.js';
import type { BrokenInvariant } from '../comparing/ranked-page.js';
import type { DifferenceClass } from '../comparing/observation.js';
import type { StaleRule } from '../comparing/ignore-rules.js';
import type { Exemplar, WhatIsCompared } from './parity-figures.js';

/** Version of the report; programs check it. */
export const REPORT_FORMAT = 'vitrine-parity/1';

/** What the gate says: the next step may be taken; something differs; nobody can tell yet. */
export type ParityVerdict = 'met' | 'mismatch' | 'too-little-data';

/** One thing that the gate demands. */
export interface Condition {
  readonly name: string;
  readonly met: boolean;
  /** Not met, but more data may change that. */
  readonly open: boolean;
  /** What was found, and what is demanded, in words. */
  readonly figure: string;
  readonly wanted: string;
}

/** A share with its 95 % interval (Wilson). Of nothing the share is 0 and everything is possible. */
export interface Rate extends Interval {
  readonly count: number;
  readonly total: number;
  readonly share: number;
}

/** How often two sides agreed. */
export interface AgreementReport {
  /** Comparisons of which both sides could be read. */
  readonly n: number;
  /** After ignore rules, and before. */
  readonly parity: Rate;
  readonly rawParity: Rate;
  /** Share of the comparisons that are equal only because something is ignored. */
  readonly ignoredShare: number;
  /** Of all that were asked. */
  readonly candidateFailed: Rate;
  readonly controlFailed: Rate;
}

/** One class of difference at one path. */
export interface ClassReport {
  readonly at: string;
  readonly class: DifferenceClass;
  /** Treatment beside control, and control beside itself. */
  readonly rate: Rate;
  readonly noise: Rate;
  /** `rate` - `noise` with its 95 % interval (Newcombe); null without a measured noise. */
  readonly net: (Interval & { readonly difference: number }) | null;
  readonly exemplars: readonly Exemplar[];
}

/** The smallest thing that shows a difference. */
export interface Reproducer extends Exemplar {
  readonly coordinate: string;
  readonly at: string;
  readonly class: DifferenceClass;
}

/** Means over pages of a ranked list; null without pages. */
export interface RankingReport {
  readonly pages: number;
  readonly overlap: Readonly<Record<5 | 10 | 20, number>>;
  readonly tau: number | null;
}

/** A coordinate whose values are lists in an order. */
export interface RankedReport {
  readonly mode: 'same' | 'different';
  readonly measured: RankingReport | null;
  readonly noise: RankingReport | null;
  readonly pinsEqual: Rate;
  readonly broken: Readonly<Record<'served' | 'candidate', Readonly<Record<BrokenInvariant, number>>>>;
}

/** One coordinate of a rule, or what a probe compared beside it. */
export interface CoordinateReport extends AgreementReport {
  readonly coordinate: string;
  /** Whether the rule moves it: probes are reported and gate nothing but types and errors. */
  readonly isGated: boolean;
  /** Comparisons of control with itself. */
  readonly noiseN: number;
  readonly classes: readonly ClassReport[];
  readonly reproducer: Reproducer | null;
  /** Null where values are compared exactly. */
  readonly ranked: RankedReport | null;
}

/** The whole answers to one operation of one client version. */
export interface AnswerReport extends AgreementReport {
  readonly operation: string;
  readonly client: string;
  /** Those that differ in something else than what the rule moves: no comparison of its sources can see that. */
  readonly elsewhere: Rate;
  /** Answers of control compared with themselves. */
  readonly noiseN: number;
  readonly classes: readonly ClassReport[];
}

/** One operation, or one client with its version. */
export interface SliceReport extends AgreementReport {
  readonly name: string;
}

/** A coordinate of a committed operation. */
export interface Selected {
  readonly operation: string;
  readonly coordinate: string;
}

/** What was compared, out of what the rule can reach in committed operations. */
export interface CoverageReport {
  readonly compared: number;
  readonly reachable: number;
  readonly share: number;
  readonly missing: readonly Selected[];
}

/** One rule. */
export interface RuleReport extends Omit<WhatIsCompared, 'coordinates'> {
  readonly gate: { readonly verdict: ParityVerdict; readonly conditions: readonly Condition[] };
  /** Epoch ms; null: nothing was compared. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Comparisons by hour since 1970. */
  readonly hours: Readonly<Record<string, number>>;
  readonly coordinates: readonly CoordinateReport[];
  readonly operations: readonly SliceReport[];
  readonly clients: readonly SliceReport[];
  /** One in ten cases: reported, and gating nothing but types and errors. */
  readonly answers: readonly AnswerReport[];
  /** Null: nobody said which operations are committed. */
  readonly coverage: CoverageReport | null;
  /** Cases outside of the statistics, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** One ignore rule with its hits. */
export interface IgnoredReport {
  readonly at: string;
  readonly class: DifferenceClass;
  readonly hits: number;
  /** Whether the figures were counted with it. */
  readonly isCounted: boolean;
  /** From the file; null where it is not in the file that was read. */
  readonly reason: string | null;
  readonly owner: string | null;
  readonly expires: string | null;
  readonly stale: StaleRule['why'] | null;
}

/** Everything that `npm run parity` prints. */
export interface ParityReport {
  readonly format: typeof REPORT_FORMAT;
  /** The worst of all rules; too little data without any. */
  readonly verdict: ParityVerdict;
  /** Epoch ms. */
  readonly madeAt: number;
  /** Processes whose figures were put together. */
  readonly instances: number;
  readonly rules: Readonly<Record<string, RuleReport>>;
  readonly ignored: readonly IgnoredReport[];
}
