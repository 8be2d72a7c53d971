import { RULABLES } from '../../resolvers/rulables.js';
import type { JudgedRule } from '../../rollout/fleet/evaluate.js';
import { readRules } from '../../rollout/rules/read-rules.js';
import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';

/** The rules of a file, with how their arms are compared. */
export interface JudgedRules {
  readonly version: number;
  readonly rules: readonly JudgedRule[];
}

/**
 * Reads a file of rules.
 * @throws UsageError when there is none that a gateway would take
 */
export async function judgedRules(path: string): Promise<JudgedRules> {
  const read = readRules(await textOf(path), RULABLES);
  if ('problems' in read)
    throw new UsageError(
      `${path} holds no rules that a gateway would take: ${read.problems[0]?.message ?? ''}`,
      `npm run rollout -- lint ${path} says everything that is wrong.`,
    );
  const { version, rules } = read.rules;
  return { version, rules: rules.map((rule) => ({ ...rule, compared: comparedAs(rule.coordinates) })) };
}

const comparedAs = (coordinates: readonly string[]): JudgedRule['compared'] =>
  RULABLES.find((group) => group.coordinates.some((one) => coordinates.includes(one)))?.compared ?? 'nothing';
