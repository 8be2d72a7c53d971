import { ProductStatus, type Product } from '../../schema/product.type.js';

const FOR_SALE: ReadonlySet<ProductStatus> = new Set([
  ProductStatus.ON_SALE,
  ProductStatus.PRESALE,
  ProductStatus.UNKNOWN,
]);

/** Status of a product for a client's region: BANNED where it is not sold. Without a region (null) it is sold everywhere. */
export function saleStatus(product: Product, region: string | null): ProductStatus {
  const { status, regions } = product;
  const elsewhere = region !== null && regions !== null && !regions.includes(region);
  return elsewhere && FOR_SALE.has(status) ? ProductStatus.BANNED : status;
}

/** Whether a product may stand in a feed shown in a region (PR_STATUS when not). */
export const sellable = (product: Product, region: string | null): boolean =>
  FOR_SALE.has(saleStatus(product, region));
