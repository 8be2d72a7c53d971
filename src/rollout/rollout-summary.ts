import type { BasisPoints, Rule, RuleState } from '../../rollout/rules/rule.types.js';
import { killedRules } from './kill-trouble.js';
import type { LiveRollout } from './live-rollout.js';

/** How far one rule moves its coordinates. */
export interface RuleShare {
  readonly id: string;
  readonly state: RuleState;
  readonly bp: BasisPoints;
}

/** What rollouts are in progress, for whoever starts a process. */
export interface RolloutSummary {
  /** `ROLLOUT_RULES`. */
  readonly location: string;
  /** null: no rules could be read yet, so everything that can be ruled is on control. */
  readonly version: number | null;
  readonly rules: readonly RuleShare[];
  /** Path or URL of the list of killed rules. */
  readonly killList: string;
  /** Rules in force that it stops. */
  readonly killed: readonly string[];
}

/** @see RuleShare */
export const shareOf = ({ id, state, bp }: Rule): RuleShare => ({ id, state, bp });

/** What is in progress at this moment. */
export function rolloutSummary(rollout: LiveRollout): RolloutSummary {
  const { options, rules, killList } = rollout;
  const current = rules.current();
  return {
    location: options.location,
    version: current?.version ?? null,
    rules: current?.rules.map(shareOf) ?? [],
    killList,
    killed: killedRules(rollout.ruling()),
  };
}
