import type { OutcomeKind } from '../guardrails/primary-outcome.js';
import type { BasisPoints } from '../rules/rule.types.js';
import type { Finding } from './finding.js';
import type { ArmFigures, RuleFigures } from './fleet-figures.js';
import type { InstanceState } from './fleet-window.js';

/** Why a program took traffic from a treatment: one file for each time. */
export interface Evidence {
  readonly format: 'vitrine-evidence/1';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Rule id. */
  readonly rule: string;
  readonly action: 'step-back' | 'kill';
  readonly bp: { readonly from: BasisPoints; readonly to: BasisPoints };
  /** Version of the rules before, and the one that was written; the same when nothing was written to the rules. */
  readonly rulesVersion: { readonly before: number; readonly after: number };
  /** Sentences. */
  readonly reasons: readonly string[];
  readonly figures: { readonly control: ArmCounts; readonly treatment: ArmCounts };
  /** Everything that was looked at, with intervals and limits. */
  readonly findings: readonly Finding[];
  readonly instances: readonly InstanceState[];
}

/** What an arm did in the window; latencies are among the findings. */
export interface ArmCounts {
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  readonly fallbacks: number;
  readonly items: number;
  readonly calls: number;
}

/** Both arms as they stand in evidence. */
export const countsOf = ({ control, treatment }: RuleFigures): Evidence['figures'] => ({
  control: armOf(control),
  treatment: armOf(treatment),
});

const armOf = ({ outcomes, fallbacks, items, calls }: ArmFigures): ArmCounts => ({
  outcomes,
  fallbacks,
  items,
  calls,
});

/** Name of its file: those of a folder stand in the order of time. */
export const evidenceFile = ({ at, rule, action }: Evidence): string =>
  `${at.replaceAll(/[:.]/g, '-')}-${rule}-${action}.json`;
