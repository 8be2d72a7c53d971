import { medianInterval, type Interval } from '../statistics/bootstrap.js';
import { median } from '../statistics/percentile.js';
import type { Claim, Sample, Side } from '../suite/scenario.js';
import { describeGoal, isReached } from './goal.js';
import type { BenchRecord } from './record.js';

/** Medians of one contestant under one load. */
export interface Row {
  readonly contestant: string;
  readonly load: string;
  /** By key of the figure; figures that were not measured are absent. */
  readonly medians: Readonly<Record<string, number>>;
  /** Rounds that count. */
  readonly rounds: number;
}

/** What came of a claim. */
export interface Verdict {
  readonly claim: Claim;
  /** The number over all rounds that count; null: a side was not measured. */
  readonly number: Interval | null;
  readonly reached: boolean;
}

/** What the samples of a scenario say. */
export interface Evaluation {
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  /** Why nothing of it counts; empty: it counts. */
  readonly flaws: readonly string[];
}

/** Draws rows, ratios and flaws from raw samples: the same ones from the same samples. */
export function evaluate({ scenario, samples, flaws }: BenchRecord): Evaluation {
  const loads = [...new Set(samples.map(({ load }) => load))];
  const counted = loads.flatMap((load) => countedSamples(samples.filter((sample) => sample.load === load)));
  const verdicts = scenario.claims.map((claim) => judge(claim, counted));
  return {
    rows: rowsOf(counted),
    verdicts,
    flaws: [...flaws, ...disturbedLoads(loads, samples), ...spreadFlaws(verdicts)],
  };
}

const isDisturbed = ({ disturbed = [] }: Sample): boolean => disturbed.length > 0;

/** Rounds in which nothing was disturbed; all of them where those are the fewer ones. */
function countedSamples(ofLoad: readonly Sample[]): readonly Sample[] {
  const disturbed = new Set(ofLoad.filter(isDisturbed).map(({ round }) => round));
  return isMostlyDisturbed(ofLoad) ? ofLoad : ofLoad.filter(({ round }) => !disturbed.has(round));
}

function isMostlyDisturbed(ofLoad: readonly Sample[]): boolean {
  const rounds = new Set(ofLoad.map(({ round }) => round));
  const disturbed = new Set(ofLoad.filter(isDisturbed).map(({ round }) => round));
  return disturbed.size * 2 > rounds.size;
}

function disturbedLoads(loads: readonly string[], samples: readonly Sample[]): readonly string[] {
  return loads
    .map((load) => samples.filter((sample) => sample.load === load))
    .filter(isMostlyDisturbed)
    .map((ofLoad) => {
      const [first] = ofLoad.flatMap(({ disturbed = [] }) => disturbed);
      return `Most rounds under "${ofLoad[0]?.load ?? ''}" were disturbed, for example: ${first ?? ''}.`;
    });
}

function spreadFlaws(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts
    .filter(({ claim: { goal }, number, reached }) => 'within' in goal && number !== null && !reached)
    .map(
      ({ claim: { title, goal } }) =>
        `${title} is not ${describeGoal(goal)}: the machine is not quiet enough.`,
    );
}

function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const groups = Map.groupBy(samples, ({ load, contestant }) => JSON.stringify([load, contestant]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const keys = [...new Set(group.flatMap(({ figures }) => Object.keys(figures)))];
    const medians = keys.map((key) => [key, median(group.flatMap(({ figures }) => figures[key] ?? []))]);
    return [
      {
        contestant: first.contestant,
        load: first.load,
        medians: Object.fromEntries(medians) as Record<string, number>,
        rounds: group.length,
      },
    ];
  });
}

function judge(claim: Claim, samples: readonly Sample[]): Verdict {
  const valueOf = (side: Side, round: number) =>
    samples.find(
      (sample) =>
        sample.round === round && sample.contestant === side.contestant && sample.load === side.load,
    )?.figures[claim.figure];
  const rounds = [...new Set(samples.map(({ round }) => round))];
  const numbers = rounds.flatMap((round) => {
    const value = valueOf(claim.of, round);
    const by = claim.to ? valueOf(claim.to, round) : 1;
    return value === undefined || by === undefined ? [] : [value / by];
  });
  const number = medianInterval(numbers);
  return { claim, number, reached: number !== null && isReached(claim.goal, number) };
}
