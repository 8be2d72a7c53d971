import { z } from 'zod';
import { isReached } from './report/goal.js';
import { intervalText } from './report/numbers.js';
import type { Verdict } from './report/evaluate.js';

/** Why a number may be what it may be. */
const reason = z.string().min(20, 'A limit has a reason.');
const limitsSchema = z.record(
  z.string(),
  z.union([z.strictObject({ atMost: z.number(), reason }), z.strictObject({ atLeast: z.number(), reason })]),
);

/** Limits of the short form by id of the claim, each with its reason. */
export type Limits = z.infer<typeof limitsSchema>;

/** Reads `bench/limits.json`; throws where a limit has no reason or belongs to no claim. */
export function parseLimits(text: string, claimIds: readonly string[]): Limits {
  const limits = limitsSchema.parse(JSON.parse(text));
  const stray = Object.keys(limits).filter((id) => !claimIds.includes(id));
  if (stray.length > 0)
    throw new Error(`bench/limits.json names ${stray.join(', ')}, which no scenario claims.`);
  return limits;
}

/** What exceeds its limit, or was not measured, each as a sentence with what to do. */
export function excessesOf(limits: Limits, verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.flatMap(({ claim: { id, title }, number }) => {
    const limit = limits[id];
    if (!limit || (number && isReached(limit, number))) return [];
    if (!number) return [`${title} has a limit and was not measured: no answer was as it has to be.`];
    const [word, bound] = 'atMost' in limit ? ['above', limit.atMost] : ['below', limit.atLeast];
    return [
      `${title} is ${intervalText(number)}, ${word} its limit of ${bound}.\n` +
        `    Remedy   Find the change that made it so. If it has to stay: edit ${id} in bench/limits.json, with the reason.`,
    ];
  });
}
