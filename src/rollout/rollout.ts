import { NO_RULING, type Ruling } from '../../rollout/decision/ruling.js';
import type { PrimaryOutcome } from '../../rollout/guardrails/primary-outcome.js';
import type { Side } from '../../rollout/rules/rule.types.js';

/** The rollouts of a process, as requests need them. */
export interface Rollout {
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
  ruling: () => NO_RULING,
  isOpen: false,
  note: () => undefined,
  faulted: () => undefined,
};
