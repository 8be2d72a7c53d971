import { Chance } from '../../../sandbox/data/chance.js';
import type { World } from '../../../sandbox/data/world.js';
import type { Outcome } from '../../../datasources/chain/outcome.js';
import type { Source } from '../../../datasources/chain/source.js';
import type { Scope } from '../../../datasources/http/endpoint.js';
import type { UpstreamRequest } from '../../support/upstream-request.js';

/** A full minute: LEGACY shows the prices of the last one. */
export const NOW = 1_573_401_600_000;

/** Ids of one call that every service takes. */
const CHUNK = 20;

/** What a sandbox with the differences on computes its records from, to ask the table which of them a difference touches. */
export const differingWorld = (dirty: boolean): World => ({
  chance: new Chance(20_190_401),
  now: () => NOW,
  settings: { dirty },
  legacyDiffers: true,
  mediaOrigin: '',
});

/** Ordinals from..to. */
export const ordinals = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What a source says of each id, call by call. */
export async function loadAll<V, S extends Scope>(
  request: UpstreamRequest,
  source: Source<V, S>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Outcome<V>>> {
  const outcomes = new Map<string, Outcome<V>>();
  for (let from = 0; from < ids.length; from += CHUNK)
    for (const [id, outcome] of await request.load(source, ids.slice(from, from + CHUNK)))
      outcomes.set(id, outcome);
  return outcomes;
}

/** Those that were read, as a coordinate shows them. */
export const shown = <V, F>(
  outcomes: ReadonlyMap<string, Outcome<V>>,
  pick: (value: V) => F,
): ReadonlyMap<string, F> =>
  new Map(
    [...outcomes].flatMap(([id, outcome]) => (outcome.kind === 'ok' ? [[id, pick(outcome.value)]] : [])),
  );
