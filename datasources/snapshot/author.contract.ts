import { Author } from '../../schema/author.type.js';
import { Shop } from '../../schema/shop.type.js';
import type { AddressCheck } from './address-check.js';
import { rawIdOf } from './raw-id.js';
import type { AuthorRecord, ShopRecord } from './record.schema.js';

/** The shop of a record; a logo or link that may not be shown is null. */
export function toShop(record: ShopRecord | null, addresses: AddressCheck): Shop | null {
  const shopId = record && rawIdOf('Shop', record.id);
  if (!record || shopId === null) return null;
  return new Shop({
    ...record,
    shopId,
    logo: addresses.picture(record.logo),
    url: addresses.link(record.url),
  });
}

/** The author of a record, without counters: those would be old. Null when its id cannot be read. */
export function toAuthor(record: AuthorRecord | null, addresses: AddressCheck): Author | null {
  const accountId = record && rawIdOf('Author', record.id);
  if (!record || accountId === null) return null;
  const shop = toShop(record.shop, addresses);
  return new Author({
    ...record,
    accountId,
    shop,
    shopId: shop?.shopId ?? null,
    avatar: addresses.picture(record.avatar),
    closed: false,
    followerCount: null,
    followerCountText: null,
  });
}
