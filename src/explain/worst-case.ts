import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import type { ExplainedMost, ExplainedWorstCase } from './explanation.types.js';
import { Ledger } from './ledger.js';
import { askForList, type WalkedList } from './list-hops.js';
import type { PlanIndex } from './plan-index.js';
import { callsFor, rowsOf, totalCalls, type Row } from './rows.js';

const RETRIED = 'every call fails in a way that allows a second attempt';
const IN_PLACE = 'all owners are dead, so that LEGACY is asked in their place';

/** What one request asks beyond a healthy answer: further rounds of lists, LEGACY, second attempts of both. */
export function worstCaseOf(
  rows: readonly Row[],
  lists: ReadonlyMap<string, WalkedList>,
  plans: PlanIndex,
): ExplainedWorstCase {
  const rounds = [...lists].flatMap(([path, list]) => roundsOf(path, list, plans));
  const reliesOn = new Set([...lists.values()].flatMap(({ planned }) => planned.reliesOn));
  const allRows = [...rows, ...rounds.flatMap((round) => round.rows)];
  const healthy = totalCalls(rows);
  const mostOf = (calls: number): ExplainedMost => ({
    calls,
    amplification: healthy === 0 ? 1 : Math.round((calls / healthy) * 10) / 10,
  });
  const outages = [...new Set(rows.map(({ target }) => target.upstream))]
    .map((upstream) => ({
      upstream,
      ...mostOf(callsWithout([upstream], reliesOn.has(upstream) ? allRows : rows)),
    }))
    .sort((a, b) => b.calls - a.calls);
  const legacy = legacyCalls(allRows);
  const first = totalCalls(allRows) + legacy;
  return {
    outages,
    everything: mostOf(callsWithout(UPSTREAM_NAMES, allRows)),
    causes: [
      ...byReason(rounds),
      { because: IN_PLACE, calls: legacy },
      { because: RETRIED, calls: first },
    ].filter(({ calls }) => calls > 0),
  };
}

/** Calls of rows when some upstreams are out: theirs once more, and what LEGACY is asked instead. */
function callsWithout(out: readonly UpstreamName[], rows: readonly Row[]): number {
  const dead = rows.filter(({ target }) => out.includes(target.upstream));
  const legacy = legacyCalls(dead);
  return totalCalls(rows) + totalCalls(dead) + legacy * (out.includes('LEGACY') ? 2 : 1);
}

interface Round {
  readonly when: string;
  readonly rows: readonly Row[];
}

const roundsOf = (path: string, { coordinate, planned }: WalkedList, plans: PlanIndex): readonly Round[] =>
  planned.rounds.map(({ when, hops }) => {
    const ledger = new Ledger();
    askForList(ledger, plans, { coordinate, hops }, path);
    return { when, rows: rowsOf(ledger) };
  });

const byReason = (rounds: readonly Round[]) =>
  [...Map.groupBy(rounds, ({ when }) => when)].map(([because, group]) => ({
    because,
    calls: group.reduce((sum, { rows }) => sum + totalCalls(rows), 0),
  }));

/**
 * Calls to LEGACY in the place of dead owners. One answer of it serves all records that are read out of it, so an id is asked
 * for once; rows that fail with different ids each cause calls of their own.
 */
function legacyCalls(rows: readonly Row[]): number {
  const bySource = Map.groupBy(rows, ({ target }) => target.secondary);
  return [...bySource].reduce((sum, [source, group]) => {
    if (!source) return sum;
    const sets = new Map(group.flatMap(({ turns }) => turns).map((keys) => [keys.toSorted().join(), keys]));
    return sum + callsFor([...sets.values()], source.maxBatch);
  }, 0);
}
