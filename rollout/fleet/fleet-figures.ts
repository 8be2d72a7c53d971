import { OUTCOME_KINDS, type OutcomeKind } from '../guardrails/primary-outcome.js';
import type { Side } from '../rules/rule.types.js';
import type { Sample } from './read-metrics.js';

/** What one arm of a rule did, summed over instances. */
export interface ArmFigures {
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Requests whose answer came from a later hop. */
  readonly fallbacks: number;
  readonly items: number;
  /** Upstream calls. */
  readonly calls: number;
  /** How many outcomes took at most so many seconds: cumulative counts by upper bound, `+Inf` last. */
  readonly latency: ReadonlyMap<number, number>;
}

/** What both arms of a rule did over the same time, and what was compared of them. */
export interface RuleFigures {
  readonly control: ArmFigures;
  readonly treatment: ArmFigures;
  /** Coordinate → result → comparisons; the result is `equal` or a class. */
  readonly parity: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Outcomes of an arm. */
export const outcomesOf = ({ outcomes }: ArmFigures): number =>
  OUTCOME_KINDS.reduce((sum, kind) => sum + outcomes[kind], 0);

/** Those that were not `ok`. */
export const badOf = (arm: ArmFigures): number => outcomesOf(arm) - arm.outcomes.ok;

/** What both arms did in two stretches of time that do not overlap. */
export const addFigures = (one: RuleFigures, other: RuleFigures): RuleFigures => ({
  control: addArms(one.control, other.control),
  treatment: addArms(one.treatment, other.treatment),
  parity: new Map(
    [...one.parity.keys(), ...other.parity.keys()].map((coordinate) => [
      coordinate,
      addCounts(one.parity.get(coordinate), other.parity.get(coordinate)),
    ]),
  ),
});

const addArms = (one: ArmFigures, other: ArmFigures): ArmFigures => ({
  outcomes: {
    ok: one.outcomes.ok + other.outcomes.ok,
    error: one.outcomes.error + other.outcomes.error,
    timeout: one.outcomes.timeout + other.outcomes.timeout,
    empty: one.outcomes.empty + other.outcomes.empty,
    invalid: one.outcomes.invalid + other.outcomes.invalid,
  },
  fallbacks: one.fallbacks + other.fallbacks,
  items: one.items + other.items,
  calls: one.calls + other.calls,
  latency: addCounts(one.latency, other.latency),
});

const addCounts = <Key>(
  one: ReadonlyMap<Key, number> = new Map(),
  other: ReadonlyMap<Key, number> = new Map(),
): Map<Key, number> =>
  new Map([...one.keys(), ...other.keys()].map((key) => [key, (one.get(key) ?? 0) + (other.get(key) ?? 0)]));

/** Sums up what the counters of a rule grew by. Labels that nobody knows are left out. */
export function sumFigures(ruleId: string, increases: Iterable<Sample>): RuleFigures {
  const arms: Readonly<Record<Side, ArmTally>> = { control: noArm(), treatment: noArm() };
  const parity = new Map<string, Map<string, number>>();
  for (const { name, labels, value } of increases) {
    if (labels['rule'] !== ruleId) continue;
    const { side } = labels;
    if (name === 'vitrine_parity_comparisons_total') addParity(parity, labels, value);
    else if (side === 'control' || side === 'treatment') addToArm(arms[side], name, labels, value);
  }
  return { ...arms, parity };
}

/** An arm while it is summed up. */
interface ArmTally {
  readonly outcomes: Record<OutcomeKind, number>;
  fallbacks: number;
  items: number;
  calls: number;
  readonly latency: Map<number, number>;
}

const noArm = (): ArmTally => ({
  outcomes: { ok: 0, error: 0, timeout: 0, empty: 0, invalid: 0 },
  fallbacks: 0,
  items: 0,
  calls: 0,
  latency: new Map(),
});

function addToArm(
  arm: ArmTally,
  name: string,
  labels: Readonly<Record<string, string>>,
  value: number,
): void {
  if (name === 'vitrine_rollout_fallbacks_total') arm.fallbacks += value;
  else if (name === 'vitrine_rollout_items_total') arm.items += value;
  else if (name === 'vitrine_rollout_calls_total') arm.calls += value;
  else if (name === 'vitrine_rollout_latency_seconds_bucket') {
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    if (!Number.isNaN(bound)) arm.latency.set(bound, (arm.latency.get(bound) ?? 0) + value);
  } else {
    const kind = OUTCOME_KINDS.find((known) => known === labels['outcome']);
    if (kind !== undefined) arm.outcomes[kind] += value;
  }
}

function addParity(
  parity: Map<string, Map<string, number>>,
  { coordinate, result }: Readonly<Record<string, string>>,
  value: number,
): void {
  if (coordinate === undefined || result === undefined) return;
  const results = parity.get(coordinate) ?? new Map<string, number>();
  results.set(result, (results.get(result) ?? 0) + value);
  parity.set(coordinate, results);
}
