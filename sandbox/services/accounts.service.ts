import type { AccountFacts } from '../data/accounts.js';
import { accountFacts } from '../data/accounts.js';
import type { Id } from '../data/ids.js';
import { idOf, ordinalOf } from '../data/ids.js';
import { recordPicture } from '../data/media.js';
import type { ShopRecord } from '../data/shops.js';
import { shopRecord } from '../data/shops.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';

/** An account on the wire. */
export interface AccountRecord extends Omit<AccountFacts, 'shop'> {
  readonly accountId: Id;
  readonly avatarUrl: string | null;
  readonly shop: ShopRecord | null;
}

/** The account with an ordinal of 1..5000, as ACCOUNTS tells it. */
function accountRecord(world: World, account: number): AccountRecord {
  const { shop, ...facts } = accountFacts(world, account);
  return {
    accountId: idOf('account', account),
    ...facts,
    avatarUrl: recordPicture(world, 'avatar', account),
    shop: shop === null ? null : shopRecord(world, shop),
  };
}

/** ACCOUNTS: accounts and shops by id. */
export function accountsService(world: World): Service {
  const readAccount = (id: Id): AccountRecord | undefined => {
    const account = ordinalOf('account', id);
    return account === null ? undefined : accountRecord(world, account);
  };
  const readShop = (id: Id): ShopRecord | undefined => {
    const shop = ordinalOf('shop', id);
    return shop === null ? undefined : shopRecord(world, shop);
  };
  const latency = LATENCY.accounts;
  return {
    name: 'ACCOUNTS',
    routes: [
      batchRoute(world, { path: '/accounts:batchGet', limit: 50, latency, read: readAccount }),
      batchRoute(world, { path: '/shops:batchGet', limit: 50, latency, read: readShop }),
    ],
  };
}
