import { fnv1a32 } from './fnv1a.js';
import type { Dim, ScatterRule } from './mix.types.js';

/** At most `limit` equal values in any `window` neighbouring positions; `only` restricts the rule to one value. */
export interface FrequencyRule {
  kind: 'FREQ';
  dim: Dim;
  window: number;
  limit: number;
  only: number | null;
}

/** The value may not stand at these positions. */
export interface ExclusionRule {
  kind: 'EXCLUDE';
  dim: Dim;
  value: number;
  positions: readonly number[];
}

/** A scatter rule as it is evaluated: values are 32-bit FNV-1a hashes. */
export type CompiledRule = FrequencyRule | ExclusionRule;

function compileRule(rule: ScatterRule): CompiledRule {
  const { dim } = rule;
  switch (rule.kind) {
    case 'FREQ': {
      const only = rule.value === undefined ? null : fnv1a32(rule.value);
      return { kind: 'FREQ', dim, window: rule.window, limit: rule.limit, only };
    }
    case 'RUN':
      return { kind: 'FREQ', dim, window: rule.limit + 1, limit: rule.limit, only: null };
    case 'EXCLUDE':
      return { kind: 'EXCLUDE', dim, value: fnv1a32(rule.value), positions: rule.positions };
  }
}

/** Prepares a policy's rules, order kept; RUN becomes FREQ. */
export function compileRules(rules: readonly ScatterRule[]): CompiledRule[] {
  return rules.map(compileRule);
}
