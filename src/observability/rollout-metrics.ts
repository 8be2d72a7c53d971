import { Counter, Histogram, type Registry } from 'prom-client';
import type { PrimaryOutcome } from '../../rollout/guardrails/primary-outcome.js';
import type { Agreement } from '../../rollout/parity/parity-figures.js';
import type { Side } from '../../rollout/rules/rule.types.js';
import type { LiveRollout } from '../rollout/live-rollout.js';
import { by, exposeCounter, exposeGauge, single, type Series } from './read-at-scrape.js';

/** In seconds: what leading sources may take. */
const BUCKETS = [0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8];

/** Counts what an arm did in one request. */
export type CountOutcome = (rule: string, side: Side, outcome: PrimaryOutcome) => void;

/** Registers what arms do, by rule and side: what a fleet is judged by. Rules are few and their ids are words of ours. */
export function outcomeCounters(registry: Registry): CountOutcome {
  const counter = (name: string, help: string, ...more: string[]) =>
    new Counter({ name, help, labelNames: ['rule', 'side', ...more], registers: [registry] });
  const outcomes = counter(
    'vitrine_rollout_outcomes_total',
    'What the leading source of a side did in one request, before any fallback.',
    'outcome',
  );
  const fallbacks = counter(
    'vitrine_rollout_fallbacks_total',
    'Requests that a later hop of a side answered.',
  );
  const items = counter('vitrine_rollout_items_total', 'Records and list items that leading sources gave.');
  const calls = counter('vitrine_rollout_calls_total', 'Upstream calls of leading sources.');
  const seconds = new Histogram({
    name: 'vitrine_rollout_latency_seconds',
    help: 'How long the leading source of a side took in one request.',
    labelNames: ['rule', 'side'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return (rule, side, outcome) => {
    outcomes.labels(rule, side, outcome.kind).inc();
    if (outcome.fellBack) fallbacks.labels(rule, side).inc();
    items.labels(rule, side).inc(outcome.items);
    calls.labels(rule, side).inc(outcome.calls);
    seconds.labels(rule, side).observe(outcome.ms / 1_000);
  };
}

/** Registers the state of rules, kills and fuses, and what was compared; read when the metrics are. */
export function exposeRollout(registry: Registry, rollout: LiveRollout): void {
  const gauge = (name: string, help: string, read: () => readonly Series[], ...labelNames: string[]) =>
    exposeGauge(registry, { name, help, labelNames }, read);
  const { rules, kills, fuses } = rollout;
  gauge('vitrine_rollout_rules_version', 'Version of the rules in force; 0: none were ever read.', () =>
    single(rules.state().version ?? 0),
  );
  gauge('vitrine_rollout_rules_age_seconds', 'Since the rules were last confirmed; -1: never.', () =>
    single(secondsOf(rules.state().ageMs)),
  );
  gauge('vitrine_rollout_kill_age_seconds', 'Since the kill list was last known; -1: never.', () =>
    single(secondsOf(kills.state().ageMs)),
  );
  gauge('vitrine_rollout_kill_unreachable', '1: a kill may have been missed.', () =>
    single(kills.state().alarm ? 1 : 0),
  );
  gauge(
    'vitrine_rollout_killed',
    'Rules that are killed: 1 each.',
    () => by(kills.state().killed.map((id) => [id, 1])),
    'rule',
  );
  gauge(
    'vitrine_rollout_fuse_tripped',
    'Rules whose treatment this instance keeps off: 1 each.',
    () => by(fuses.tripped().map((id) => [id, 1])),
    'rule',
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_rollout_rejected_total',
      help: 'Files of rules that were not put into force.',
      labelNames: ['reason'],
    },
    () => by(rules.state().rejected),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_parity_comparisons_total',
      help: 'Places that were compared beside answers, by what came out.',
      labelNames: ['rule', 'coordinate', 'result'],
    },
    () => comparisons(rollout),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_parity_answers_total',
      help: 'Whole answers that were compared with those of the other path, by what came out.',
      labelNames: ['rule', 'result'],
    },
    () => answers(rollout),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_cases_total',
      help: 'Requests to be recorded for replay, by what became of them.',
      labelNames: ['result'],
    },
    () => by(rollout.shadowing?.recorder?.results ?? []),
  );
}

const secondsOf = (ms: number | null): number => (ms === null ? -1 : ms / 1_000);

/** A place is counted once, however many differences it has. */
const comparisons = ({ shadowing }: LiveRollout): readonly Series[] =>
  (shadowing?.standing() ?? []).flatMap(([rule, { compared }]) =>
    Object.entries(compared).flatMap(([coordinate, { ab }]) => results([rule, coordinate], [ab])),
  );

/** The same of answers. Their operations and clients are in the figures: there may be many. */
const answers = ({ shadowing }: LiveRollout): readonly Series[] =>
  (shadowing?.standing() ?? []).flatMap(([rule, figures]) => {
    const sides = Object.values(figures.answers).map(({ ab }) => ab);
    return sides.length === 0 ? [] : results([rule], sides);
  });

function results(labels: readonly string[], sides: readonly Agreement[]): readonly Series[] {
  const sum = (read: (side: Agreement) => number): number =>
    sides.reduce((total, side) => total + read(side), 0);
  return [
    [[...labels, 'equal'], sum(({ equal }) => equal)],
    [[...labels, 'different'], sum(({ n, equal }) => n - equal)],
    [[...labels, 'candidate-failed'], sum(({ candidateFailed }) => candidateFailed)],
  ];
}
