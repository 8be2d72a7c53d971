import type { Endpoint } from '../http/endpoint.js';
import type { UpstreamName } from '../upstreams.js';
import type { Chain } from './chain.js';
import { assertConsistent, type ViewShape } from './declaration-rules.js';

/** A record that a list shows as an item of its own. One that cannot be had leaves the list, without a hole. */
export interface PlacedRecord<V> {
  /** Schema coordinate that it is reported under: `VideoCard.video`. */
  readonly coordinate: string;
  readonly placed: Chain<V>;
}

/** Declares that a list shows the records of a chain. */
export const placed = <V>(coordinate: string, chain: Chain<V>): PlacedRecord<V> =>
  Object.freeze({ coordinate, placed: chain });

/** A field without a source of its own: all it shows is read through views. */
export interface ComposedField {
  readonly coordinate: string;
  readonly reads: readonly ViewShape[];
}

/** Declares such a field. */
export const composed = (coordinate: string, reads: readonly ViewShape[]): ComposedField =>
  Object.freeze({ coordinate, reads });

/** A field that is answered out of what is polled in the background, without a call and without an age limit. */
export interface PolledField {
  readonly coordinate: string;
  readonly polled: UpstreamName;
  /** How often, in ms. */
  readonly everyMs: number;
  /** What it is before anything was ever read. */
  readonly before: string;
}

/** Declares such a field. */
export const polled = (coordinate: string, rest: Omit<PolledField, 'coordinate'>): PolledField =>
  Object.freeze({ coordinate, ...rest });

/** Fields that have to agree with each other. */
export interface ConsistentFields {
  readonly consistent: readonly ViewShape[];
}

/**
 * Declares that fields are of one moment.
 * @throws DeclarationError when they are read out of several records
 */
export function consistent(views: readonly ViewShape[]): ConsistentFields {
  assertConsistent(views);
  return Object.freeze({ consistent: views });
}

/** One way to make a whole list. */
export interface ListTier {
  /** As answers name it: `PRIMARY`. */
  readonly name: string;
  /** What is asked for the list itself, in order of need; empty: memory alone. */
  readonly asks: readonly Endpoint[];
  /** When the next tier takes its place. */
  readonly failsWhen: string;
  /** In what its lists are less than those of the first tier. */
  readonly differsBy: string;
}

/** Something that a list is better for, and made without where it is missing. */
export interface ListInput {
  readonly name: string;
  /** Asked for each page, or polled. */
  readonly from: Endpoint | { readonly upstream: UpstreamName; readonly everyMs: number };
  /** What becomes of the list without it. */
  readonly without: string;
}

/** A list with its tiers: one of them makes the whole page, they are never merged. */
export interface TieredList {
  readonly coordinate: string;
  readonly tiers: readonly ListTier[];
  readonly inputs: readonly ListInput[];
}

/** Declares a list with its tiers, best first, and with what they take in beside. */
export const tieredList = (coordinate: string, list: Omit<TieredList, 'coordinate'>): TieredList =>
  Object.freeze({ coordinate, ...list });
