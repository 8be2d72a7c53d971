import { fnv1a32 } from '../../../mixing/fnv1a.js';
import type { Dim, MixInput, MixOutput, ScatterRule } from '../../../mixing/mix.types.js';
import { rememberedAs } from './catalogue.js';
import { pageEnd } from './restated-slots.js';

/** The values of one dimension over tail and page; null where nothing stands or the value is unknown. */
export type Row = (number | null)[];

/** Values over the tail and the page; `isShown` leaves out items that are not placed yet. */
export function rowOf(
  dim: Dim,
  input: MixInput,
  output: MixOutput,
  isShown: (index: number) => boolean = () => true,
): Row {
  const row: Row = input.tail.map(({ dims }) => dims[dim]);
  for (let position = input.query.offset; position < pageEnd(input); position++) {
    const index = output.items.findIndex(({ wanted }) => wanted === position);
    const item = output.items[index];
    const facts = item === undefined ? undefined : input.facts.get(item.key);
    const isKnown = item !== undefined && facts !== undefined && isShown(index);
    row.push(isKnown ? rememberedAs(item.key, facts).dims[dim] : null);
  }
  return row;
}

/** Window and limit of a rule that counts equal neighbours. */
export function frequencyOf(
  rule: ScatterRule,
): { window: number; limit: number; only: number | null } | null {
  if (rule.kind === 'EXCLUDE') return null;
  if (rule.kind === 'RUN') return { window: rule.limit + 1, limit: rule.limit, only: null };
  return {
    window: rule.window,
    limit: rule.limit,
    only: rule.value === undefined ? null : fnv1a32(rule.value),
  };
}

function breaksRun(row: Row, index: number, limit: number): boolean {
  const value = row[index] ?? null;
  let [first, last] = [index, index];
  while (first > 0 && row[first - 1] === value) first--;
  while (last + 1 < row.length && row[last + 1] === value) last++;
  return value !== null && last - first + 1 > limit;
}

function breaksFrequency(row: Row, index: number, rule: ScatterRule & { kind: 'FREQ' }): boolean {
  const value = row[index] ?? null;
  if (value === null || (rule.value !== undefined && value !== fnv1a32(rule.value))) return false;
  for (let start = index - rule.window + 1; start <= index; start++) {
    const window = row.slice(Math.max(0, start), start + rule.window);
    if (window.filter((other) => other === value).length > rule.limit) return true;
  }
  return false;
}

/** Whether the value at `index` of the row (at `position` of the session) breaks the rule. */
export function breaks(rule: ScatterRule, row: Row, index: number, position: number): boolean {
  switch (rule.kind) {
    case 'RUN':
      return breaksRun(row, index, rule.limit);
    case 'FREQ':
      return breaksFrequency(row, index, rule);
    case 'EXCLUDE':
      return rule.positions.includes(position) && row[index] === fnv1a32(rule.value);
  }
}
