import { parse } from 'yaml';
import { z } from 'zod';
import type { Difference } from './difference.js';
import type { DifferenceClass } from './observation.js';

/** Classes that a rule may ignore: what is outside of values is not there to be ignored. */
export const DIFFERENCE_CLASSES = [
  'missing',
  'extra',
  'nullness',
  'type',
  'value',
  'count',
  'order',
  'error-vs-data',
  'candidate-failed',
  'latency',
] as const satisfies readonly DifferenceClass[];

const IGNORABLE = DIFFERENCE_CLASSES.filter((cls) => cls !== 'candidate-failed' && cls !== 'latency');

const MOST_CHARACTERS = 64 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A rule that met nothing for so long, over so many comparisons, hides nothing that is still there. */
const UNUSED_MS = 7 * DAY_MS;
const UNUSED_COMPARISONS = 5_000;

const ignoreRule = z.strictObject({
  at: z
    .string()
    .regex(/^[A-Z]\w*(\.\w+(\[\])?)+$/, 'is a coordinate and the way inside it: Product.pricing.asOf'),
  class: z.enum(IGNORABLE),
  reason: z.string().min(10, 'says why, in a sentence').max(300),
  owner: z.string().regex(/^[a-z0-9-]{1,40}$/, 'is a team'),
  expires: z.iso.date('is a day: 2027-09-30'),
});

/** A difference that is known and accepted for a time. */
export type IgnoreRule = Readonly<z.infer<typeof ignoreRule>>;

/** Thrown by `parseIgnoreRules`; the message says where and what. */
export class BadIgnoreRules extends Error {
  override readonly name = 'BadIgnoreRules';
}

/**
 * Reads `rollout/ignore.yaml`: a list, which may be empty. Unknown keys, aliases and two rules for the same are refused.
 * @throws BadIgnoreRules
 */
export function parseIgnoreRules(text: string): readonly IgnoreRule[] {
  if (text.length > MOST_CHARACTERS) throw new BadIgnoreRules('is longer than 64 KiB');
  const parsed = z.array(ignoreRule).safeParse(valueOf(text) ?? []);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new BadIgnoreRules(wrong.join('; '));
  }
  const names = parsed.data.map(ignoreKey);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new BadIgnoreRules(`${twice} stands there twice`);
  return parsed.data;
}

function valueOf(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, schema: 'core', stringKeys: true });
  } catch (error) {
    throw new BadIgnoreRules(
      `is no YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
    );
  }
}

/** Names a rule, and the differences it matches: exactly this path, exactly this class. */
export const ignoreKey = ({ at, class: cls }: Pick<Difference, 'at' | 'class'>): string => `${at} ${cls}`;

/** What was seen of one rule. */
export interface IgnoreUse {
  readonly hits: number;
  /** Epoch ms; null: never. */
  readonly lastHitAt: number | null;
  /** Epoch ms. */
  readonly watchedFrom: number;
  /** Comparisons at the rule's coordinate since the last hit, or since it is watched. */
  readonly comparisonsSince: number;
}

/** A rule that has to go, and why. */
export interface StaleRule {
  readonly rule: IgnoreRule;
  readonly why: 'expired' | 'unused';
}

/**
 * Rules that are expired (`expires` is the last day, in UTC), or that hit nothing in 7 days and 5,000 comparisons.
 * @param uses by `ignoreKey`; a rule that is not there has not been watched
 * @param now epoch ms
 */
export function expiredOrUnused(
  rules: readonly IgnoreRule[],
  uses: ReadonlyMap<string, IgnoreUse>,
  now: number,
): readonly StaleRule[] {
  return rules.flatMap((rule): StaleRule[] => {
    if (now >= Date.parse(rule.expires) + DAY_MS) return [{ rule, why: 'expired' }];
    const use = uses.get(ignoreKey(rule));
    return use && isUnused(use, now) ? [{ rule, why: 'unused' }] : [];
  });
}

const isUnused = ({ lastHitAt, watchedFrom, comparisonsSince }: IgnoreUse, now: number): boolean =>
  comparisonsSince >= UNUSED_COMPARISONS && now - (lastHitAt ?? watchedFrom) >= UNUSED_MS;
