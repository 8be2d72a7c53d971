import type { ParityFigures } from '../../rollout/parity/parity-figures.js';

/** What became of the cases that were read. */
export interface ReplayCount {
  replayed: number;
  /** Torn or damaged records, and those of another format. */
  damaged: number;
  unknown: number;
  /** Cases that say nothing of the rule that was asked for. */
  ofAnotherRule: number;
  /** Cases that the other build has not answered. */
  unanswered: number;
}

/** Nothing was read yet. */
export const noCases = (): ReplayCount => ({
  replayed: 0,
  damaged: 0,
  unknown: 0,
  ofAnotherRule: 0,
  unanswered: 0,
});

/** `12 cases` */
export const casesOf = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;

/** `12 cases were answered once more; 1 record is torn or damaged.` */
export function describeCount(count: ReplayCount): string {
  const { replayed, damaged, unknown, ofAnotherRule, unanswered } = count;
  const left = [
    [damaged, 'torn or damaged'],
    [unknown, 'of another format'],
    [ofAnotherRule, 'recorded for another rule'],
    [unanswered, 'not answered by the other build'],
  ] as const;
  const words = left.flatMap(([n, what]) => (n > 0 ? [`${n} ${what}`] : []));
  return `${casesOf(replayed)} answered once more${words.length > 0 ? `; left out: ${words.join(', ')}` : ''}.`;
}

/** What the places and the whole answers of all cases come to. */
export function outcomeOf({ rules }: ParityFigures): 'equal' | 'differs' | 'nothing' {
  const sides = Object.values(rules).flatMap(({ compared, answers }) =>
    [...Object.values(compared), ...Object.values(answers)].map(({ ab }) => ab),
  );
  if (sides.every(({ asked }) => asked === 0)) return 'nothing';
  const differs = sides.some(
    ({ n, equal, candidateFailed, controlFailed }) => equal < n || candidateFailed > controlFailed,
  );
  return differs ? 'differs' : 'equal';
}
