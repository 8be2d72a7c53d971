import { stream } from './chance.js';
import { clamp, pareto } from './distributions.js';
import { FAMILIES } from './ids.js';
import { Permutation } from './permutation.js';
import { RESERVED_ACCOUNTS } from './reserved.js';
import { shopName } from './shops.js';
import type { World } from './world.js';

/** What all services know about an account. */
export interface AccountFacts {
  readonly kind: 'MERCHANT' | 'CREATOR' | 'PLATFORM';
  readonly name: string;
  readonly verified: boolean;
  readonly followers: number;
  readonly status: 'NORMAL' | 'BANNED' | 'CLOSED';
  /** Ordinal of the merchant's shop; null for other kinds. */
  readonly shop: number | null;
}

const GIVEN = [
  'Mei',
  'Lin',
  'Xiao Yu',
  'Tao',
  'Jia',
  'Wen',
  'Anna',
  'Bo',
  'Qing',
  'Rui',
  'Sam',
  'Yan',
  'Hao',
  'Ling',
  'Nora',
  'Kai',
];
const HABITS = [
  'cooks',
  'at home',
  'tries it',
  'finds',
  'unboxed',
  'daily',
  'on a budget',
  'outdoors',
  'and friends',
  'style notes',
];
const DESKS = ['Picks', 'Weekly', 'New in', 'Deals', 'Top list', 'Live desk'];

const order = stream('account.order');
const given = stream('account.given');
const habit = stream('account.habit');
const former = stream('account.former');
const verified = stream('account.verified');
const followers = stream('account.followers');

/** Position of an account in a seeded reordering: the first 3,000 are merchants, one per shop. */
function rankOf(world: World, account: number): number {
  return accountOrder(world).at(account - 1);
}

function accountOrder(world: World): Permutation {
  return new Permutation(FAMILIES.account.size, world.chance.bits(order, 0));
}

/** Account that owns a shop. */
export function ownerOfShop(world: World, shop: number): number {
  return accountOrder(world).indexOf(shop - 1) + 1;
}

/** Shop of an account; null unless it is a merchant. */
export function shopOfAccount(world: World, account: number): number | null {
  const rank = rankOf(world, account);
  return rank < 3_000 ? rank + 1 : null;
}

function nameOf(world: World, account: number, rank: number): string {
  if (rank < 3_000) return shopName(world, rank + 1);
  const pick = world.chance;
  if (rank < 4_750)
    return `${pick.pick(GIVEN, given, account)} ${pick.pick(HABITS, habit, account)} ${account % 97}`;
  return `Vitrine ${pick.pick(DESKS, habit, account)} ${account % 97}`;
}

/** The account with an ordinal of 1..5000: 60 % merchants, 35 % creators, 5 % of the platform. */
export function accountFacts(world: World, account: number): AccountFacts {
  const rank = rankOf(world, account);
  const kind = rank < 3_000 ? 'MERCHANT' : rank < 4_750 ? 'CREATOR' : 'PLATFORM';
  return {
    kind,
    name: nameOf(world, account, rank),
    verified: kind === 'PLATFORM' || world.chance.happens(kind === 'MERCHANT' ? 0.7 : 0.3, verified, account),
    followers: Math.round(clamp(pareto(100, 0.8, world.chance.unit(followers, account)), 100, 50_000_000)),
    status: statusOf(account),
    shop: kind === 'MERCHANT' ? rank + 1 : null,
  };
}

function statusOf(account: number): AccountFacts['status'] {
  if (account === RESERVED_ACCOUNTS.banned) return 'BANNED';
  return account === RESERVED_ACCOUNTS.closed ? 'CLOSED' : 'NORMAL';
}

/** Name an account had before: the legacy service still shows it for 1 % of them. Null for the others. */
export function formerName(world: World, account: number): string | null {
  return world.chance.happens(0.01, former, account)
    ? `${world.chance.pick(GIVEN, former, account, 1)}'s store`
    : null;
}
