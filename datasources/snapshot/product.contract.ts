import type { Category } from '../../schema/category.type.js';
import { Product, ProductStatus } from '../../schema/product.type.js';
import type { AddressCheck } from './address-check.js';
import { toShop } from './author.contract.js';
import { rawIdOf } from './raw-id.js';
import type { ProductRecord } from './record.schema.js';

/** Raw id of a category; null without one. */
export const categoryIdOf = (category: Category | null): string | null =>
  category && rawIdOf('Category', category.id);

/**
 * The product of a record, to be priced by its chains. Its status is UNKNOWN: what was on sale when the snapshot was made may be
 * gone. Null when its picture or page may not be shown.
 */
export function toProduct(record: ProductRecord, addresses: AddressCheck): Product | null {
  const itemId = rawIdOf('Product', record.id);
  const image = addresses.picture(record.image);
  const detailUrl = addresses.link(record.detailUrl);
  if (itemId === null || image === null || detailUrl === null) return null;
  const shop = toShop(record.shop, addresses);
  return new Product({
    ...record,
    itemId,
    image,
    detailUrl,
    shop,
    shopId: shop?.shopId ?? null,
    categoryId: categoryIdOf(record.category),
    status: ProductStatus.UNKNOWN,
    spuId: null,
    restricted: false,
    regions: null,
    soldCount30d: null,
    soldCountText: null,
  });
}
