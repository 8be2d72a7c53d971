/**
 * What a viewer got. `unavailable` is for reads by id alone: an error that says so, which the schema promises where null would
 * mean that there is no such object.
 */
export type Verdict = 'full' | 'short' | 'blank' | 'error' | 'unavailable';

/** A row of `extensions.degraded`: one field that did not come from its first source. */
export interface DegradedRow {
  /** For example `Product.pricing`. */
  readonly coordinate: string;
  /** Where it came from instead; null: from nowhere. */
  readonly source: string | null;
  readonly reason: string;
  /** How many objects of the answer. */
  readonly items: number;
}

/** A card as far as the report draws it. */
export interface Card {
  readonly kind: 'VIDEO' | 'LIVE' | 'BANNER';
  readonly title: string;
  readonly author: string | null;
  /** The first product's price, `39.90 CNY`; null: it has none; undefined: the card shows no product. */
  readonly price: string | null | undefined;
}

/** Where a value that products show came from. `replaced`: from another source, the answer does not say from which. */
export type Origin = 'live' | 'legacy' | 'kept' | 'replaced' | 'none';

/** How many values came from where. */
export type Origins = Readonly<Partial<Record<Origin, number>>>;

/** One answer as a viewer saw it. */
export interface Sighting {
  readonly kind: 'page' | 'product';
  /** When it should have been sent, in ms since the drill began: a gateway that stalls cannot hide. */
  readonly at: number;
  /** From then to the whole answer, in ms. */
  readonly ms: number;
  readonly verdict: Verdict;
  /** In words, for people; null when nothing is. */
  readonly wrong: string | null;
  /** Null: the answer names none. */
  readonly tier: string | null;
  /** Tier of the page before in the same session; null on first pages. A session does not climb to a better tier. */
  readonly cameFrom: string | null;
  readonly degraded: readonly DegradedRow[];
  readonly prices: Origins;
  readonly stock: Origins;
  /** The first cards of the page. */
  readonly cards: readonly Card[];
}

/** Those that are pages. */
export const pagesOf = (sightings: readonly Sighting[]): readonly Sighting[] =>
  sightings.filter(({ kind }) => kind === 'page');

/** Those that are pages, and not full ones. */
export const failedPagesOf = (sightings: readonly Sighting[]): readonly Sighting[] =>
  pagesOf(sightings).filter(({ verdict }) => verdict !== 'full');

/** What of a sighting stands in the answer. */
export type Judgement = Omit<Sighting, 'kind' | 'at' | 'ms' | 'cameFrom'>;
