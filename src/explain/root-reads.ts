import type { ViewShape } from '../../datasources/chain/declaration-rules.js';
import { MAX_IDS, rawIdOf } from '../../resolvers/by-id.js';
import type { PlanArguments } from '../../resolvers/plans.js';
import type { GlobalIdType } from '../../schema/global-id.js';
import { isAssumed } from './assumed-variables.js';

/** One read by a global id. */
export interface RootRead {
  readonly view: ViewShape;
  readonly key: string;
  /** What the id has to be, where nobody gave one; null: it is. */
  readonly onlyIf: string | null;
}

/** What a field at the root reads. */
export interface RootReads {
  readonly reads: readonly RootRead[];
  /** It asks for more ids than are read at a time. */
  readonly isRefused: boolean;
}

/** The objects that the arguments `id` and `ids` name: of an id of another type, or of none, nothing is read. */
export function readsOf({ id, ids }: PlanArguments, views: readonly ViewShape[]): RootReads {
  const given = [...new Set([id ?? ids ?? []].flat().map(String))];
  if (given.length > MAX_IDS) return { reads: [], isRefused: true };
  return { reads: given.flatMap((each) => readsOfId(each, views)), isRefused: false };
}

function readsOfId(id: string, views: readonly ViewShape[]): readonly RootRead[] {
  if (isAssumed(id))
    return views.map((view) => ({
      view,
      key: id,
      onlyIf: views.length === 1 ? null : `an id is of type ${view.chain.record}`,
    }));
  return views.flatMap((view) => {
    // A record that is read by a global id is named like its type.
    const rawId = rawIdOf(view.chain.record as GlobalIdType, id);
    return rawId === null ? [] : [{ view, key: `${view.chain.record}:${rawId}`, onlyIf: null }];
  });
}
