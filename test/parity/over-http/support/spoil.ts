import type { Wire } from '../../../support/records.js';
import { json } from '../../../support/fake-server.js';
import type { Damage } from './damaging-proxy.js';

/** Changes the first record of a batch in which the mistake shows; null: it does not show in this record. */
export const inRecord =
  (change: (record: any) => Wire | null): Damage =>
  (answer) => {
    for (const [id, record] of Object.entries(answer.results as Record<string, Wire>)) {
      const changed = change(record);
      if (changed)
        return json({ ...answer, results: { ...answer.results, [id]: { ...record, ...changed } } });
    }
    return null;
  };

/** A coupon or a promotion on the wire, as far as it is changed. */
export interface Timed {
  readonly startAt: number;
  readonly endAt: number;
}

/** Changes the coupons or the promotions of a record that has at least so many. */
export const inList = (
  field: 'coupons' | 'promotions',
  least: number,
  change: (list: readonly Timed[]) => unknown,
): Damage =>
  inRecord((record) => {
    const list = record[field] as readonly Timed[];
    return list.length < least ? null : { [field]: change(list) };
  });

/** Changes what a whole answer has. */
export const inAnswer =
  (change: (answer: any, call: Parameters<Damage>[1]) => Wire): Damage =>
  (answer, call) =>
    json({ ...answer, ...change(answer, call) });
