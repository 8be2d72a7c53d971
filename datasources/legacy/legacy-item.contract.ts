import type { Availability } from '../../schema/availability.type.js';
import type { Product } from '../../schema/product.type.js';
import { parseItem } from '../catalog/item.contract.js';
import type { Dropped, FailureClass, Outcome } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { parseStock } from '../inventory/stock.contract.js';
import type { JsonRecord } from '../parsing/json.js';
import { parseOffer, type Offer } from '../pricing/pricing.contract.js';
import { outcomeOf } from './legacy-rows.js';
import { QuirkReader } from './quirks.js';

const STATUSES: ReadonlyMap<string, string> = new Map([
  ['0', 'OFF_SHELF'],
  ['1', 'ON_SALE'],
  ['2', 'PRESALE'],
]);
const SHOP_KINDS: ReadonlyMap<string | null, string> = new Map([
  ['0', 'TAOBAO'],
  ['1', 'TMALL'],
]);
/** A word that no enum of the strict contracts has: they know what to make of it. */
const UNKNOWN = 'UNKNOWN';
/** From this many pieces on there are enough. */
const PLENTY = 10;

/** One item of the Java service: three records, each of which can fail alone, taken out of one answer. */
export interface LegacyItem {
  readonly itemId: string;
  readonly product: Outcome<Product>;
  /** List and sale price as of receipt; no final price, coupons or promotions. */
  readonly offer: Outcome<Offer>;
  /** As of receipt. */
  readonly stock: Outcome<Availability>;
}

/** Reads an item of the Java service; each part by the rules of the service that owns it. */
export const parseLegacyItem = (record: JsonRecord, itemId: string, context: PublicContext): LegacyItem => ({
  itemId,
  product: outcomeOf(parseProduct(record, itemId, context), context),
  offer: outcomeOf(parsePrices(record, itemId, context), context),
  stock: outcomeOf(parseQuantity(record, itemId, context), context),
});

/** By the rules of `parseItem`. The Java service knows no regions and no restrictions, and of a shop neither logo nor page. */
function parseProduct(
  record: JsonRecord,
  itemId: string,
  context: PublicContext,
): Product | Dropped | FailureClass {
  const read = new QuirkReader(record, context.report);
  const status = read.text('itemStatus');
  const shopId = read.id('shopId');
  const shopName = read.text('shopName');
  const shopKind = SHOP_KINDS.get(read.text('userType')) ?? UNKNOWN;
  const item: JsonRecord = {
    title: read.title('title'),
    shortTitle: read.title('shortTitle'),
    imageUrl: read.url('pic'),
    status: status === null ? null : (STATUSES.get(status) ?? UNKNOWN),
    restricted: false,
    categoryPath: read.text('category'),
    spuId: read.id('spuId'),
    detailUrl: read.url('url'),
    sold30d: read.count('sold'),
    shop: shopId === null ? null : { shopId, name: shopName, kind: shopKind },
  };
  return read.faulty ? 'SCHEMA' : parseItem(item, itemId, context);
}

/** By the rules of `parseOffer`. */
function parsePrices(record: JsonRecord, itemId: string, context: PublicContext): Offer | FailureClass {
  const read = new QuirkReader(record, context.report);
  const price: JsonRecord = {
    currency: 'CNY',
    listCents: read.cents('originPrice'),
    saleCents: read.cents('price'),
    asOf: context.now,
  };
  return read.faulty ? 'SCHEMA' : parseOffer(price, itemId, context);
}

/** By the rules of `parseStock`: SCHEMA without a quantity, UNKNOWN for one below zero. */
function parseQuantity(
  record: JsonRecord,
  itemId: string,
  context: PublicContext,
): Availability | FailureClass {
  const read = new QuirkReader(record, context.report);
  const quantity = read.count('quantity');
  const stock: JsonRecord = { state: quantity === null ? null : stateOf(quantity), asOf: context.now };
  return read.faulty ? 'SCHEMA' : parseStock(stock, itemId, context);
}

function stateOf(quantity: number): string {
  if (quantity < 0) return UNKNOWN;
  if (quantity === 0) return 'SOLD_OUT';
  return quantity < PLENTY ? 'LOW_STOCK' : 'IN_STOCK';
}
