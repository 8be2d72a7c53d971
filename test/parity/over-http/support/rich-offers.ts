import type { Sandbox } from '../../../../sandbox/index.js';
import type { Wire } from '../../../support/records.js';
import { json } from '../../../support/fake-server.js';
import { askedAt, type Answering } from './damaging-proxy.js';

const DAY_MS = 86_400_000;

/** PRICING with a second one beside each coupon, not on yet, and beside each promotion: lists of one have no order. */
export const richOffers = ({ PRICING }: Sandbox['urls']): Answering => {
  const ask = askedAt(PRICING);
  return async (call) => {
    const reply = await ask(call);
    const answer = JSON.parse(String(reply.body)) as { readonly results: Readonly<Record<string, Wire>> };
    const results = Object.entries(answer.results).map(([id, record]) => [id, enriched(record)]);
    return json({ ...answer, results: Object.fromEntries(results) as Wire });
  };
};

interface Coupon {
  readonly couponId: string;
  readonly endAt: number;
}
interface Promotion {
  readonly promotionId: string;
}

const enriched = (record: Wire): Wire => ({
  ...record,
  coupons: (record['coupons'] as readonly Coupon[]).flatMap((one) => [
    one,
    { ...one, couponId: `${one.couponId}9`, startAt: one.endAt, endAt: one.endAt + DAY_MS },
  ]),
  promotions: (record['promotions'] as readonly Promotion[]).flatMap((one) => [
    one,
    { ...one, promotionId: `${one.promotionId}9` },
  ]),
});
