import type { Scope } from '../http/endpoint.js';
import type { EmergencyOffline } from '../slots/emergency.contract.js';
import type { SnapshotRecord, SnapshotStore } from '../snapshot/snapshot.store.js';
import type { SharedScope } from './cache-key.js';
import { assertChain, assertView } from './declaration-rules.js';
import type { Keep } from './keep.js';
import type { Outcome } from './outcome.js';
import type { Source } from './source.js';

/** LEGACY in the place of a primary that failed: what it is asked, and how a chain's record is read out of its answer. */
export interface Secondary<V> {
  /** Whose answer it is read out of. */
  readonly source: Source<unknown>;
  /** The record for one key. It is read lazily: one answer may serve several chains. */
  load(id: string, ask: AskSource): Served<Outcome<V>>;
}

/** Asks a source for one key; keys asked for in one turn become one batch. */
export type AskSource = <R>(source: Source<R>, id: string) => Served<Outcome<R>>;

/** At once when the record is settled, else when the batch it joined is back. */
export type Served<T> = T | Promise<T>;

/**
 * Where a record comes from, hop by hop. Hops are named properties, so a wrong order cannot be written; a hop is asked only
 * for the keys that the one before it failed on.
 */
export interface Chain<V> {
  /** `Product#offer`: the record, not a field. */
  readonly record: string;
  readonly primary: Source<V>;
  /** At most one, always LEGACY. */
  readonly secondary?: Secondary<V>;
  /** The last known good record; of sources that know no viewer. */
  readonly lkg?: Keep<V>;
  /** The record as it was published, by id; null when no snapshot has it. Of PUBLIC sources. */
  readonly snapshot?: (store: SnapshotStore, id: string, now: number) => SnapshotRecord<V> | null;
  /** Whether the emergency list takes a record off, however it was read and however old it is. */
  readonly isOff?: (record: V, emergency: EmergencyOffline) => boolean;
}

/** What a field becomes when no hop is left, and when the owner says there is no such record (then without an error). */
export type End<F> =
  | { readonly policy: 'NULL' | 'EMPTY' | 'DEFAULT'; readonly value: F }
  /** By-id reads: null alone would say "does not exist". A miss is still null. */
  | { readonly policy: 'ERROR'; readonly value: null };

/** End: null, hide it. */
export const NULL = { policy: 'NULL', value: null } as const;
/** End: an empty list. */
export const EMPTY = { policy: 'EMPTY', value: Object.freeze([]) as unknown as never[] } as const;
/** End: UPSTREAM_UNAVAILABLE at the field. */
export const ERROR = { policy: 'ERROR', value: null } as const;
/** End: a constant that is true by itself. */
export const constant = <F>(value: F) => ({ policy: 'DEFAULT', value: Object.freeze(value) }) as const;

/** One GraphQL field read out of a chain's record. */
export interface View<V, F> {
  /** Schema coordinate: `Product.pricing`. */
  readonly coordinate: string;
  readonly chain: Chain<V>;
  readonly end: End<F>;
  /** Reads the field; `now` in epoch ms. */
  readonly pick: (record: V, now: number) => F;
  /** After a failure: how old (ms) the record may be that it is read out of. 0: such a record says nothing. Default: its chain's. */
  readonly maxMs?: number;
  /** LEGACY does not know it. */
  readonly unknownToLegacy?: true;
}

/** LEGACY as the secondary of a chain: the record is `pick`ed out of an answer that may hold several. */
export const fromLegacy = <R, V>(
  source: Source<R, 'PUBLIC'>,
  pick: (record: R) => Outcome<V>,
): Secondary<V> => ({
  source,
  load(id, ask) {
    const read = (outcome: Outcome<R>): Outcome<V> => (outcome.kind === 'ok' ? pick(outcome.value) : outcome);
    const outcome = ask(source, id);
    return outcome instanceof Promise ? outcome.then(read) : read(outcome);
  },
});

/** The hops that a chain may have by who may influence its primary: what is for one viewer is neither kept nor published. */
type Hops<V, S extends Scope> = Omit<Chain<V>, 'record' | 'primary' | 'lkg' | 'snapshot'> & {
  readonly primary: Source<V, S>;
  readonly lkg?: S extends SharedScope ? Keep<V> : never;
  readonly snapshot?: S extends 'PUBLIC' ? NonNullable<Chain<V>['snapshot']> : never;
};

/**
 * Declares a chain.
 * @throws DeclarationError when a rule of its hops is broken
 */
export function chain<V, S extends Scope>(record: string, hops: Hops<V, S>): Chain<V> {
  const declared: Chain<V> = Object.freeze({ record, ...hops });
  assertChain(declared);
  return declared;
}

/**
 * Declares a view of a chain.
 * @throws DeclarationError when a rule of its ages or its end is broken
 */
export function view<V, P, E>(
  coordinate: string,
  of: Chain<V>,
  reading: Pick<View<V, P>, 'pick' | 'maxMs' | 'unknownToLegacy'> & { end: End<E> },
): View<V, P | E> {
  const declared: View<V, P | E> = Object.freeze({ coordinate, chain: of, ...reading });
  assertView(declared);
  return declared;
}
