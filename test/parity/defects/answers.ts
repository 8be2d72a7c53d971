import type { Answer } from '../support/world.js';
import { defectsAt, type Defect } from './defect.js';

type Answers<V> = readonly Answer<V>[];

/** More than any answer has. */
const HUGE = 30_000;

/** The first answer that is data becomes another one. */
const insteadOfData =
  (bad: Answer<unknown>) =>
  (answers: Answers<unknown>): Answers<unknown> | null => {
    const index = answers.findIndex((answer) => 'value' in answer);
    return index < 0 ? null : answers.with(index, bad);
  };

/** What a candidate answers in place of data, or in place of saying that it has none. */
export const ERRORS: readonly Defect[] = [
  ...defectsAt('errors', 'Product.pricing', [
    ['hangs', 'Product.pricing candidate-failed', insteadOfData({ failed: 'TIMEOUT' })],
    ['answers with a web page', 'Product.pricing candidate-failed', insteadOfData({ failed: 'PARSE' })],
    ['answers with the wrong shape', 'Product.pricing error-vs-data', insteadOfData({ failed: 'SCHEMA' })],
    ['does not know the item', 'Product.pricing error-vs-data', insteadOfData({ failed: 'NOT_FOUND' })],
    [
      'hides that it could not price an item',
      'Product.pricing error-vs-data',
      (answers) => {
        const index = answers.findIndex((answer) => 'failed' in answer);
        return index < 0 ? null : answers.with(index, { value: null });
      },
    ],
  ]),
  ...defectsAt('errors', 'Product.coupons', [
    [
      'answers with tens of thousands of rows',
      'Product.coupons candidate-failed',
      insteadOfData({ value: Array.from({ length: HUGE }, (_, index) => ({ id: String(index) })) }),
    ],
  ]),
];

/** Two keys whose answers are data, and not alike. */
const dataOf = <V>(answers: Answers<V>) => {
  const data = answers.filter(
    (answer): answer is { value: V & object } => 'value' in answer && answer.value !== null,
  );
  return data.length === answers.length ? data : null;
};

/** Rows of a batch that end up at other keys. */
export const ALIGNMENT: readonly Defect[] = [
  ...defectsAt('batch alignment', 'Product.pricing', [
    [
      'swaps two rows',
      'Product.pricing.salePrice.amount value',
      (answers) => {
        const [one, two, ...rest] = dataOf(answers) ?? [];
        return one && two ? [two, one, ...rest] : null;
      },
    ],
    [
      'moves up after a row that is missing',
      'Product.pricing.salePrice.amount value',
      (answers) => {
        const data = dataOf(answers);
        return data && [...data.slice(1), { failed: 'MISSING' }];
      },
    ],
  ]),
  ...defectsAt('batch alignment', 'Video.author', [
    ['answers in its own order', 'Video.author.id value', (answers) => dataOf(answers)?.toReversed() ?? null],
    [
      'answers every key with the first row',
      'Video.author.id value',
      (answers) => {
        const data = dataOf(answers);
        return data && data.flatMap(() => data.slice(0, 1));
      },
    ],
  ]),
];
