import type { Guardrails } from '../rules/rule.types.js';
import type { Finding } from './finding.js';
import { outcomesOf, type RuleFigures } from './fleet-figures.js';

/** A good answer of treatment holds about as much as one of control: a tenth is beyond what chance does to a thousand of them. */
const ITEMS_RATIO = { least: 0.9, most: 1.1 };

/** How many items a good answer has, and how many calls an outcome cost, beside control. */
export function averageFindings(
  { control, treatment }: RuleFigures,
  { callsRatio }: Guardrails,
): readonly Finding[] {
  return [
    ...compare(
      'items per page',
      control.items / control.outcomes.ok,
      treatment.items / treatment.outcomes.ok,
      ITEMS_RATIO,
    ),
    ...compare(
      'calls per request',
      control.calls / outcomesOf(control),
      treatment.calls / outcomesOf(treatment),
      { least: 0, most: callsRatio },
    ),
  ];
}

function compare(
  name: string,
  control: number,
  treatment: number,
  { least, most }: { readonly least: number; readonly most: number },
): readonly Finding[] {
  // Nothing was counted, or control has none of it: there is no ratio.
  if (!Number.isFinite(treatment) || !Number.isFinite(control) || control === 0) return [];
  const ratio = treatment / control;
  return [
    {
      name,
      isBad: ratio < least || ratio > most,
      control,
      treatment,
      interval: null,
      text: `${name}: ${treatment.toFixed(2)} against ${control.toFixed(2)}; limits ${least} to ${most} times as many.`,
    },
  ];
}
