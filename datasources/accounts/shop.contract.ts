import { globalId } from '../../schema/global-id.js';
import { Shop, ShopKind } from '../../schema/shop.type.js';
import type { PublicContext } from '../chain/source.js';
import { unsizedImage } from '../parsing/image.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';
import { isId, RecordReader } from '../parsing/record-reader.js';

const KINDS = new Set(Object.values(ShopKind));

/** Reads a shop record: SCHEMA without a name. Unknown kinds are OTHER; a link that may not be shown is null. */
export function parseShop(
  record: JsonRecord,
  shopId: string,
  { media, report }: PublicContext,
): Shop | 'SCHEMA' {
  const read = new RecordReader(record);
  const name = read.text('name');
  const kind = read.oneOf('kind', KINDS) ?? ShopKind.OTHER;
  if (read.faulty || name === null) return 'SCHEMA';
  return new Shop({
    shopId,
    id: globalId('Shop', shopId),
    name,
    logo: unsizedImage(media.media(read.raw('logoUrl'), report)),
    kind,
    url: media.link(read.raw('url'), report),
  });
}

/**
 * The shop embedded in an item or account. Its id stands even when the rest cannot be read, because emergency lists and scatter
 * rules go by it.
 */
export function embeddedShop(
  value: unknown,
  context: PublicContext,
): { readonly shopId: string | null; readonly shop: Shop | null } {
  if (!isRecord(value) || !isId(value['shopId'])) return { shopId: null, shop: null };
  const shopId = value['shopId'];
  const shop = parseShop(value, shopId, context);
  return { shopId, shop: shop === 'SCHEMA' ? null : shop };
}
