import type { Endpoint } from '../http/endpoint.js';
import type { Chain } from './chain.js';

/** A record that a list shows as an item of its own. One that cannot be had leaves the list, without a hole. */
export interface PlacedRecord<V> {
  /** Schema coordinate that it is reported under: `VideoCard.video`. */
  readonly coordinate: string;
  readonly placed: Chain<V>;
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

/** A list with its tiers: one of them makes the whole page, they are never merged. */
export interface TieredList {
  readonly coordinate: string;
  readonly tiers: readonly ListTier[];
}

/** Declares that a list shows the records of a chain. */
export const placed = <V>(coordinate: string, chain: Chain<V>): PlacedRecord<V> =>
  Object.freeze({ coordinate, placed: chain });

/** Declares a list with its tiers, best first. */
export const tieredList = (coordinate: string, tiers: readonly ListTier[]): TieredList =>
  Object.freeze({ coordinate, tiers });
