import type { DifferenceClass } from '../../../rollout/comparing/observation.js';
import type { Answer, Coordinate, Values } from '../support/world.js';

/** Kinds of mistakes that a rewritten path makes. */
export type DefectGroup =
  | 'mapping and units'
  | 'null-ness'
  | 'lists'
  | 'eligibility'
  | 'errors'
  | 'batch alignment'
  | 'paging'
  | 'privacy and tracking';

/** A mistake in the candidate. */
export interface Defect {
  readonly group: DefectGroup;
  /** What the candidate does wrong. */
  readonly name: string;
  readonly coordinate: Coordinate;
  /** Where it has to be found, and as what. */
  readonly at: string;
  readonly class: DifferenceClass;
  /** The answers of one request with the mistake in them; null: it does not show in these. */
  readonly damage: (answers: readonly Answer<unknown>[]) => readonly Answer<unknown>[] | null;
}

/** Answers for all keys of a request, with the mistake in them; null where it does not show. */
type Damage<C extends Coordinate> = (
  answers: readonly Answer<Values[C]>[],
) => readonly Answer<unknown>[] | null;

/** A row of the table: what, where and as what it is found, and the mistake itself. */
export type Row<C extends Coordinate> = readonly [
  name: string,
  found: `${C}${string} ${DifferenceClass}`,
  damage: Damage<C>,
];

/** Rows of one group at one coordinate. */
export function defectsAt<C extends Coordinate>(
  group: DefectGroup,
  coordinate: C,
  rows: readonly Row<NoInfer<C>>[],
): readonly Defect[] {
  return rows.map(([name, found, damage]) => {
    const [at = '', cls] = found.split(' ');
    return { group, name, coordinate, at, class: cls as DifferenceClass, damage: damage as Defect['damage'] };
  });
}

/** Changes the first answer in which the mistake shows; `change` returns null where it does not. */
export const inOne =
  <V>(change: (value: V) => unknown) =>
  (answers: readonly Answer<V>[]): readonly Answer<unknown>[] | null => {
    for (const [index, answer] of answers.entries()) {
      const value = 'value' in answer ? change(answer.value) : NOT_HERE;
      if (value !== NOT_HERE) return answers.with(index, { value } as Answer<V>);
    }
    return null;
  };

/** The mistake does not show in this value. */
export const NOT_HERE = Symbol('not here');
