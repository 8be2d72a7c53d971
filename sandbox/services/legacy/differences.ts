import type { AccountFacts } from '../../data/accounts.js';
import type { Cents } from '../../data/ids.js';
import { priceFacts, type PriceFacts } from '../../data/prices.js';
import type { World } from '../../data/world.js';
import { HOUR, MINUTE, floorTo } from '../../data/world.js';

/** One known way in which the Java service differs from the services that own its records. */
export interface LegacyDifference {
  readonly id: string;
  readonly what: string;
  /** How a service that grew for years comes to it. */
  readonly why: string;
  /** Schema coordinate at which a comparison finds it. */
  readonly coordinate: 'Product.pricing' | 'Video.author' | 'Query.feed';
  /** Places that can differ, inside the value of the coordinate; "" is the whole value. */
  readonly at: readonly string[];
  readonly differenceClass: 'value' | 'nullness' | 'count';
  /** Share of the records that it could change which it does change. */
  readonly share: number;
}

/** A difference in what is told of one record. */
export interface FactDifference<F, Changed> extends LegacyDifference {
  /** What it tells otherwise; equal or no properties where there is nothing to change. */
  readonly change: (facts: F, world: World, ordinal: number) => Partial<Changed>;
}

/** Prices that a shop would show. */
export interface ShownPrices {
  readonly listCents: Cents;
  readonly saleCents: Cents;
}

/** The moment whose prices the Java service shows: the last full minute. */
export const pricedAt = ({ now }: World): number => floorTo(MINUTE, now());

/** Rounded up to whole steps, but not above the list price. */
const roundedUp = (cents: number, step: Cents, { listCents }: ShownPrices): Cents =>
  Math.min(listCents, Math.ceil(cents / step) * step);

const DIME: Cents = 10;
const YUAN: Cents = 100;
/** What costs less than this share of its list price is shown as reduced. */
const REDUCED = 0.95;
/** Longest name, in UTF-16 units. */
const NAME_UNITS = 12;

const salePrice = {
  coordinate: 'Product.pricing',
  at: ['salePrice.amount'],
  differenceClass: 'value',
} as const;

/** Of prices; an item has the first that changes it. */
export const PRICE_DIFFERENCES: readonly FactDifference<ShownPrices, PriceFacts>[] = [
  {
    ...salePrice,
    id: 'price-in-whole-yuan',
    what: 'The sale price is rounded up to whole yuan.',
    why: 'Items listed before 2014 have their price in a column of integers.',
    share: 0.03,
    change: (prices) => ({ saleCents: roundedUp(prices.saleCents, YUAN, prices) }),
  },
  {
    ...salePrice,
    id: 'price-of-default-variant',
    what: 'The sale price is that of the default variant, a tenth above the lowest.',
    why: 'The first item pages knew one price per item; items never saved again since still have that one.',
    share: 0.02,
    change: (prices) => ({ saleCents: roundedUp((prices.saleCents * 11) / 10, DIME, prices) }),
  },
  {
    ...salePrice,
    id: 'flash-sale-an-hour-early',
    what: 'A flash sale begins and ends an hour early.',
    why: 'One of the two machines that compute prices runs in UTC+9.',
    share: 0.5,
    change: (_, world, item) => ({ saleCents: priceFacts(world, item, pricedAt(world) + HOUR).saleCents }),
  },
  {
    id: 'small-reduction-hidden',
    what: 'The list price is missing where the sale price is less than 5 % below it.',
    why: 'A rule of 2015 against struck-through prices that save nothing; some categories were never moved off it.',
    coordinate: 'Product.pricing',
    at: ['listPrice'],
    differenceClass: 'nullness',
    share: 0.25,
    change: ({ listCents, saleCents }) => (saleCents > listCents * REDUCED ? { listCents: null } : {}),
  },
];

/** Of accounts, in the contract of LEGACY: also there with the others switched off. */
export const FORMER_NAME = {
  id: 'former-name',
  what: 'An account appears under its former name.',
  why: 'Renaming writes to another table than the one that the feed reads.',
  coordinate: 'Video.author',
  at: ['name'],
  differenceClass: 'value',
  share: 0.01,
} as const satisfies LegacyDifference;

/** Of the other accounts; an account has the first that changes it. */
export const ACCOUNT_DIFFERENCES: readonly FactDifference<AccountFacts, AccountFacts>[] = [
  {
    id: 'ban-not-known',
    what: 'A banned account is shown as if nothing had happened, its videos with it.',
    why: 'Bans are copied by a nightly job, and one that was given while it ran was never copied.',
    coordinate: 'Video.author',
    at: [''],
    differenceClass: 'nullness',
    share: 1,
    change: ({ status }) => (status === 'BANNED' ? { status: 'NORMAL' } : {}),
  },
  {
    id: 'name-cut',
    what: `A name ends after ${NAME_UNITS} characters.`,
    why: 'The column was that wide until 2016, and nobody wrote the old names again.',
    coordinate: 'Video.author',
    at: ['name'],
    differenceClass: 'value',
    share: 0.04,
    change: ({ name }) => ({ name: name.slice(0, NAME_UNITS) }),
  },
  {
    id: 'followers-read-back',
    what: 'The number of followers is as exact as its text: 1,234 is 1,200, and 12,345 is 12,000.',
    why: 'Some accounts were moved from a page cache that had kept the text shown, "1.2k", and not the number.',
    coordinate: 'Video.author',
    at: ['followerCount', 'followerCountText'],
    differenceClass: 'value',
    share: 0.15,
    change: ({ followers }) => {
      const unit = followers < 10_000 ? 100 : 1_000;
      return followers < 1_000 ? {} : { followers: Math.floor(followers / unit) * unit };
    },
  },
  {
    id: 'verification-lost',
    what: 'A verified account is shown as not verified.',
    why: 'Verifications that were renewed have a second row, and the query reads the first.',
    coordinate: 'Video.author',
    at: ['verified'],
    differenceClass: 'value',
    share: 0.035,
    change: () => ({ verified: false }),
  },
];

/** Of lists: the video of a banned author stands in them. */
export const BANNED_AUTHOR_LISTED = {
  id: 'banned-author-listed',
  what: 'A video of a banned author stands among the first ten.',
  why: 'The index of the day is written at night and asks no service about authors when it is read.',
  coordinate: 'Query.feed',
  at: ['items[].eligible'],
  differenceClass: 'value',
  share: 0.04,
} as const satisfies LegacyDifference;

/** Of pages: one is a card short. */
export const PAGE_ONE_SHORT = {
  id: 'page-one-short',
  what: 'A page with more pages behind it lacks its last card, which no page has.',
  why: 'What may not be shown is taken out after the list is cut into pages, by a check that fails now and then.',
  coordinate: 'Query.feed',
  at: ['items'],
  differenceClass: 'count',
  share: 0.03,
} as const satisfies LegacyDifference;

/** All of them. */
export const LEGACY_DIFFERENCES: readonly LegacyDifference[] = [
  ...PRICE_DIFFERENCES,
  FORMER_NAME,
  ...ACCOUNT_DIFFERENCES,
  BANNED_AUTHOR_LISTED,
  PAGE_ONE_SHORT,
];
