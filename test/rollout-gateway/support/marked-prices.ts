import { globalId } from '../../../schema/global-id.js';
import { batch, type FakeHandlers, type Handler } from '../../support/fake-upstreams.js';
import { itemId, priceRecord } from '../../support/records.js';
import { knowingJavaOf } from './java-feed.js';

/** What a price says of where it came from. */
export const MARKS = { treatment: '11.11', control: '22.22' } as const;

const cents = (amount: string): number => Math.round(Number(amount) * 100);

const pricing: Handler = batch((id) =>
  priceRecord(id, { saleCents: cents(MARKS.treatment), finalCents: null, coupons: [], promotions: [] }),
);

/** Services whose prices tell which of them was asked. The feeds of both arms have the same videos. */
export const MARKED: FakeHandlers = {
  PRICING: { '/': pricing },
  LEGACY: { '/gw': knowingJavaOf({ price: MARKS.control, originPrice: MARKS.control }, 1) },
};

/** Asks for the prices of items by number. */
export const PRICES =
  'query Prices($ids: [ID!]!) { products(ids: $ids) { id pricing { salePrice { amount } } } }';

/** Variables of it. */
export const items = (...numbers: readonly number[]) => ({
  ids: numbers.map((number) => globalId('Product', itemId(number))),
});
