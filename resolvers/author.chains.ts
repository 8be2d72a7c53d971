import { accounts, shops } from '../datasources/accounts/accounts.loaders.js';
import { hours, minutes } from '../datasources/chain/ages.js';
import { chain, ERROR, fromLegacy, NULL, view } from '../datasources/chain/chain.js';
import { ok } from '../datasources/chain/outcome.js';
import { authorStates } from '../datasources/engagement/engagement.loaders.js';
import { legacyAccounts } from '../datasources/legacy/legacy.loaders.js';
import { roomsByAccount } from '../datasources/live/live.loaders.js';
import { onShow } from '../datasources/live/room-state.js';
import { roomHops } from './room-hops.js';

const ACCOUNT_AGES = { freshMs: minutes(5), staleOkMs: hours(1), maxMs: hours(24) };

/** Name, avatar, followers, shop: all from one answer. */
export const authorRecord = chain('Author', {
  primary: accounts,
  secondary: fromLegacy(legacyAccounts, ok),
  lkg: { contract: '1', ages: ACCOUNT_AGES, state: ({ closed }) => closed },
  snapshot: (store, accountId, now) => store.author(accountId, now),
  isOff: ({ accountId }, { authors }) => authors.has(accountId),
});

/** A shop read by itself; most come embedded in items and accounts. */
export const shopRecord = chain('Shop', {
  primary: shops,
  lkg: { contract: '1', ages: ACCOUNT_AGES },
  isOff: ({ shopId }, emergency) => emergency.shops.has(shopId),
});

/** The room an author has now. */
export const authorRoom = chain('Author#live', { primary: roomsByAccount, ...roomHops });

/** What this viewer thinks of an author. */
export const authorState = chain('Author#viewer', { primary: authorStates });

export const authorById = view('Query.author', authorRecord, {
  pick: (author) => (author.closed ? null : author),
  end: ERROR,
});

export const shopById = view('Query.node(Shop)', shopRecord, { pick: (shop) => shop, end: ERROR });

export const authorLive = view('Author.live', authorRoom, {
  pick: (room, now) => (onShow(room, now) ? room : null),
  end: NULL,
});

/** Null is unknown, never `false`. */
export const authorViewer = view('Author.viewer', authorState, {
  pick: ({ following }) => ({ following }),
  end: NULL,
});
