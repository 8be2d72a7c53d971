import { NO_RULING, type Ruling } from '../../rollout/decision/ruling.js';
import type { PrimaryOutcome } from '../../rollout/guardrails/primary-outcome.js';
import type { Rule, Side } from '../../rollout/rules/rule.types.js';
import type { RequestContext } from '../context.js';

/** What a request that is compared with another leg of itself keeps. */
export interface Watching {
  /** Rules that are compared. */
  readonly rules: readonly Rule[];
  /** Whether it may be recorded, too. */
  readonly isRecorded: boolean;
  /** Whether its whole answer is compared, too. */
  readonly keepsAnswer: boolean;
  /** Told when the answer has gone out. */
  readonly onAnswered: (served: RequestContext) => void;
}

/** The rollouts of a process, as requests need them. */
export interface Rollout {
  /** What a request is to be compared with, by its trace id; null: with nothing, as nearly always. */
  watching(ruling: Ruling, traceId: string): Watching | null;
  /** What decides at this moment. A request asks once. */
  ruling(): Ruling;
  /** Whether anybody may see the arms of an answer; else a signature is wanted. */
  readonly isOpen: boolean;
  /** Takes in what the leading source of an arm did in one request. */
  note(ruleId: string, side: Side, outcome: PrimaryOutcome): void;
  /** Takes in a fault of our own that a later hop has made good. */
  faulted(error: unknown): void;
}

/** No rules are wanted: chains start as declared. */
export const NO_ROLLOUT: Rollout = {
  watching: () => null,
  ruling: () => NO_RULING,
  isOpen: false,
  note: () => undefined,
  faulted: () => undefined,
};
