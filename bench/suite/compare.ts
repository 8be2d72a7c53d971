import type { Question } from '../measure/question.js';
import type { Bench, Server } from './bench.js';
import type { Sample } from './scenario.js';

/** What is sent while it is measured. */
export type LoadPlan =
  | { readonly name: string; readonly kind: 'closed'; readonly concurrency: number }
  | { readonly name: string; readonly kind: 'open'; readonly perSecond: number };

/** One comparison: the same question to all servers, in rounds forwards and backwards. */
export interface Comparison {
  readonly servers: readonly Server[];
  readonly question: Question;
  readonly load: LoadPlan;
}

/**
 * Warms every server up and measures all of them in rounds. Samples hold the keys of `COMPARED`.
 * @throws Error where an answer was wrong or a proof is missing.
 */
export declare function compare(bench: Bench, comparison: Comparison): Promise<readonly Sample[]>;
