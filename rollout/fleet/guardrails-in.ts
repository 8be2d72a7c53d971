import { cameTo, type History } from './history.js';

/** What guardrails say of a rule; unknown: nobody watched it, or there was too little to judge. */
export type GuardrailVerdict = 'good' | 'bad' | 'unknown';

/**
 * What the fleet check last found of a rule under the share that was published last. `watchedAt`, epoch ms: it has to have
 * looked then or later.
 */
export function guardrailsIn(history: History, ruleId: string, watchedAt: number): GuardrailVerdict {
  const bp = history.publications.findLast(({ rule }) => rule === ruleId)?.bp;
  const since = bp === undefined ? null : cameTo(history, ruleId, bp);
  const own = history.measurements.filter(
    ({ rule, at, ms }) => rule === ruleId && Date.parse(at) - ms >= (since?.at ?? -Infinity),
  );
  const last = own.at(-1);
  if (!last || Date.parse(last.at) < watchedAt) return 'unknown';
  return own.findLast(({ guardrails }) => guardrails !== 'unknown')?.guardrails ?? 'unknown';
}
