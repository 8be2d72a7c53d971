import { failure, json } from '../../../support/fake-server.js';
import { defectsIn, type HttpDefect } from '../defect.js';
import type { Damage } from '../support/damaging-proxy.js';
import { AUTHORS, FEED, PRICES } from '../support/scenes.js';
import { inAnswer } from '../support/spoil.js';

/** More than any answer may have. */
const TOO_MANY = 40_000;
const FAILED = { code: 'INTERNAL', message: 'shard 3', retryable: true };

/** The first key of a batch ends elsewhere. */
const elsewhere = (part: (id: string) => object): Damage =>
  inAnswer(({ results }) => {
    const [id = '', ...others] = Object.keys(results as object);
    return { results: Object.fromEntries(others.map((one) => [one, results[one] as unknown])), ...part(id) };
  });

/** What a candidate answers in place of data. */
export const ERRORS: readonly HttpDefect[] = [
  ...defectsIn('errors', PRICES, [
    ['hangs', 'Product.pricing candidate-failed', { PRICING: () => 'silence' }],
    [
      'answers with a web page',
      'Product.pricing candidate-failed',
      { PRICING: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sorry</h1>' }) },
    ],
    [
      'fails for one item of a batch',
      'Product.pricing error-vs-data',
      { PRICING: elsewhere((id) => ({ errors: { [id]: FAILED } })) },
    ],
    [
      'does not know an item',
      'Product.pricing nullness',
      { PRICING: elsewhere((id) => ({ missing: [id] })) },
    ],
    [
      'answers with tens of thousands of rows',
      'Product.pricing candidate-failed',
      {
        PRICING: (answer) => {
          const [record] = Object.values(answer.results as object);
          const rows = Array.from({ length: TOO_MANY }, (_, index) => [`9${index}`, record as unknown]);
          return json({ ...answer, results: { ...answer.results, ...Object.fromEntries(rows) } });
        },
      },
    ],
  ]),
  ...defectsIn('errors', FEED, [
    ['answers 500', 'Query.feed candidate-failed', { ALGORITHM: () => failure(500) }],
  ]),
];

/** The rows of a batch, at other keys; each says it is of its key. */
const aligned =
  (idField: string, change: (rows: readonly object[]) => readonly object[]): Damage =>
  (answer) => {
    const entries = Object.entries(answer.results as Record<string, object>);
    const rows = change(entries.map(([, row]) => row));
    const results = entries.flatMap(([id], index) =>
      rows[index] ? [[id, { ...rows[index], [idField]: id }]] : [],
    );
    return json({ ...answer, results: Object.fromEntries(results) as object });
  };

/** Rows of a batch that end up at other keys. */
export const ALIGNMENT: readonly HttpDefect[] = [
  ...defectsIn('batch alignment', PRICES, [
    [
      'swaps two rows',
      'Product.pricing.salePrice.amount value',
      { PRICING: aligned('itemId', ([one = {}, two = {}, ...rest]) => [two, one, ...rest]) },
    ],
    [
      'moves up after a row that is missing',
      'Product.pricing.salePrice.amount value',
      { PRICING: aligned('itemId', (rows) => rows.slice(1)) },
    ],
  ]),
  ...defectsIn('batch alignment', AUTHORS, [
    [
      'answers in its own order',
      'Video.author.name value',
      { ACCOUNTS: aligned('accountId', (rows) => rows.toReversed()) },
    ],
    [
      'answers every key with the first row',
      'Video.author.name value',
      { ACCOUNTS: aligned('accountId', (rows) => rows.flatMap(() => rows.slice(0, 1))) },
    ],
  ]),
];
