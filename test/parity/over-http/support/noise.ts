import { json } from '../../../support/fake-server.js';
import type { Wire } from '../../../support/records.js';
import type { Damage } from './damaging-proxy.js';
import type { Proxied } from './stage.js';

/** Prices may be a minute old. */
const OLDEST_MS = 50_000;

/** What two sound answers may differ in: order where it says nothing, ages, ids of one answer, words nobody knows, and equals. */
export function noise(): Readonly<Partial<Record<Proxied, Damage>>> {
  let calls = 0;
  return {
    PRICING: (answer) => {
      calls += 1;
      return anew(answer, ({ asOf }) => ({ asOf: Number(asOf) - ((calls * 7_000) % OLDEST_MS) }));
    },
    ACCOUNTS: (answer) => anew(answer, () => ({})),
    CONTENT: (answer) => anew(answer, () => ({})),
    ALGORITHM: (answer) => {
      const { items } = answer as { readonly items: readonly Wire[] };
      calls += 1;
      const equals = calls % Math.max(1, items.length - 1);
      const [one, two] = items.slice(equals, equals + 2);
      const ranked = one && two ? items.toSpliced(equals, 2, two, one) : items;
      return json({
        ...answer,
        pvid: `again-${calls}`,
        items: ranked.map((item, position) => ({ ...item, position, trace: `t${calls}`, score: 0.5 })),
      });
    },
    LEGACY: (answer) => json({ ...answer, traceId: 'again', data: asNumbers(answer.data) }),
  };
}

/** A batch in another order, its records too, with a word that nobody knows. */
function anew(answer: any, change: (record: Wire) => Wire) {
  if (typeof answer.results !== 'object') return null;
  const results = Object.entries(answer.results as Record<string, Wire>).toReversed();
  const records = results.map(([id, record]) => [id, turned({ ...record, ...change(record), since: 2 })]);
  return json({ ...answer, results: Object.fromEntries(records) as Wire });
}

const turned = (record: Wire): Wire => Object.fromEntries(Object.entries(record).toReversed());

/** Java says the same number as text, or as a number. */
function asNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asNumbers);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asNumbers(one)]));
  return typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : value;
}
