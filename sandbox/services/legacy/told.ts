import { accountFacts, formerName, type AccountFacts } from '../../data/accounts.js';
import { stream } from '../../data/chance.js';
import { priceFacts, type PriceFacts } from '../../data/prices.js';
import type { World } from '../../data/world.js';
import {
  ACCOUNT_DIFFERENCES,
  BANNED_AUTHOR_LISTED,
  FORMER_NAME,
  LEGACY_DIFFERENCES,
  PAGE_ONE_SHORT,
  PRICE_DIFFERENCES,
  pricedAt,
  type FactDifference,
  type LegacyDifference,
} from './differences.js';

/** What the Java service tells of a record. */
export interface Told<F> {
  readonly facts: F;
  /** Id of the difference that is in it; null: none. */
  readonly difference: string | null;
}

const STREAMS = new Map(LEGACY_DIFFERENCES.map(({ id }) => [id, stream(`legacy.${id}`)]));
/** Places among the first ten, behind the pins of the Java service. */
const FIRST_PLACE = 5;
const PLACES = 4;

/** Whether a difference touches a record (and a second coordinate of it, such as a page). */
function touches(
  { id, share }: LegacyDifference,
  { chance, legacyDiffers }: World,
  a: number,
  b = 0,
): boolean {
  const draws = STREAMS.get(id);
  return legacyDiffers && draws !== undefined && chance.happens(share, draws, a, b);
}

function tell<F extends Changed, Changed extends object>(
  facts: F,
  differences: readonly FactDifference<F, Changed>[],
  world: World,
  ordinal: number,
): Told<Changed> {
  for (const difference of differences) {
    if (!touches(difference, world, ordinal)) continue;
    const told = { ...facts, ...difference.change(facts, world, ordinal) };
    const names = Object.keys(told) as (keyof Changed)[];
    if (names.some((name) => told[name] !== facts[name])) return { facts: told, difference: difference.id };
  }
  return { facts, difference: null };
}

/** Prices of an item, of the last full minute; those that no shop would show are told as they are. */
export function toldPrices(world: World, item: number): Told<PriceFacts> {
  const facts = priceFacts(world, item, pricedAt(world));
  const { listCents, saleCents } = facts;
  if (listCents === null || saleCents === null || saleCents <= 0 || saleCents > listCents)
    return { facts, difference: null };
  return tell({ listCents, saleCents }, PRICE_DIFFERENCES, world, item);
}

/** An account; those under a former name are so whatever is switched off, and have no other difference. */
export function toldAccount(world: World, account: number): Told<AccountFacts> {
  const facts = accountFacts(world, account);
  const name = formerName(world, account);
  if (name !== null) return { facts: { ...facts, name }, difference: FORMER_NAME.id };
  return tell(facts, ACCOUNT_DIFFERENCES, world, account);
}

/** Position (0-based) at which the list of a subject in a scene shows a banned author; null: it does not. */
export function bannedAuthorAt(world: World, subject: number): number | null {
  return touches(BANNED_AUTHOR_LISTED, world, subject) ? FIRST_PLACE + (subject % PLACES) : null;
}

/** Whether a page of a list (from 1 on) lacks its last card. */
export function isOneShort(world: World, subject: number, pageNum: number): boolean {
  return touches(PAGE_ONE_SHORT, world, subject, pageNum);
}
