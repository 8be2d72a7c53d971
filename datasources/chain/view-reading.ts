import type { View } from './chain.js';
import type { Lead, Sight } from './lead.js';
import type { Detour, Outcome } from './outcome.js';

/** Whether a field can be read out of a record that came by a detour. */
export const knows = (
  { unknownToLegacy, maxMs }: Pick<View<unknown, unknown>, 'unknownToLegacy' | 'maxMs'>,
  detour: Detour | undefined,
): boolean => {
  if (detour === undefined || detour.hop === 'primary') return true;
  if (detour.hop === 'legacy') return unknownToLegacy !== true;
  return maxMs === undefined || (detour.ageMs ?? 0) < maxMs;
};

/** Tells a rollout what its leading source said of a field. Of what LEGACY does not know, it has nothing to say. */
export function tell<V>(
  lead: Lead,
  view: View<V, unknown>,
  id: string,
  outcome: Outcome<V>,
  now: number,
): void {
  if (outcome.kind === 'fail' || (outcome.kind === 'ok' && outcome.detour)) lead.fellBack();
  if (lead.start === 'secondary' && view.unknownToLegacy) return;
  lead.sighted?.(view.coordinate, id, sightOf(view, outcome, now));
}

function sightOf<V>({ pick }: View<V, unknown>, outcome: Outcome<V>, now: number): Sight {
  if (outcome.kind === 'fail') return { kind: 'failed', cls: outcome.cls };
  if (outcome.kind !== 'ok') return { kind: 'value', value: null };
  const { detour, ageMs, value } = outcome;
  if (ageMs !== undefined || detour?.hop === 'primary') return { kind: 'kept' };
  return detour ? { kind: 'failed', cls: detour.cls } : { kind: 'value', value: pick(value, now) };
}
