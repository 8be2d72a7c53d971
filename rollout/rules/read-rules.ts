import type * as z from 'zod';
import { checkRules } from './check-rules.js';
import { nearestKey } from './nearest-key.js';
import { quoted, type RuleProblem, type RuleProblemReason } from './rule-problem.js';
import { readText, type TextRead } from './rule-text.js';
import { RULE_KEYS, ruleSchema, rulesSchema } from './rule.schema.js';
import type { Rulable, Rule, RuleSet } from './rule.types.js';

/** What a file of rules holds, or everything that is wrong with it. */
export type RulesRead = { readonly rules: RuleSet } | { readonly problems: readonly RuleProblem[] };

/** Enough to see what is wrong with a rule whose lists are. */
const MOST_PER_PART = 10;

/**
 * Reads a file of rules, YAML or JSON, against the coordinates that are declared to be ruled. Says everything that is wrong
 * with it, syntax first; never throws.
 */
export const readRules = (text: string, rulables: readonly Rulable[]): RulesRead =>
  rulesIn(readText(text), rulables);

/** The rules in what a text was read as; as `readRules`. */
export function rulesIn(read: TextRead, rulables: readonly Rulable[]): RulesRead {
  if ('problem' in read) return { problems: [read.problem] };
  const outside = rulesSchema.safeParse(read.value);
  if (!outside.success) return { problems: problemsOf(null, outside.error) };
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  for (const written of outside.data.rules) {
    const rule = ruleSchema.safeParse(written);
    if (rule.success) rules.push(rule.data);
    else problems.push(...problemsOf(idOf(written), rule.error));
  }
  problems.push(...checkRules(rules, rulables));
  return problems.length > 0 ? { problems } : { rules: { version: outside.data.version, rules } };
}

/** The id of a rule that may be anything. */
function idOf(written: unknown): string | null {
  const id = ruleSchema.shape.id.safeParse((written as { id?: unknown } | null)?.id);
  return id.success ? id.data : null;
}

function problemsOf(rule: string | null, { issues }: z.ZodError): RuleProblem[] {
  return issues.slice(0, MOST_PER_PART).map((issue) => {
    const at = issue.path.length === 0 ? (rule === null ? 'The file' : 'The rule') : issue.path.join('.');
    return { rule, reason: reasonOf(issue), message: `${at}: ${wrongOf(issue)}. ${REMEDY}` };
  });
}

const REMEDY = 'docs/rollout.md shows every key with its values.';

function wrongOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  return `unknown key ${issue.keys.slice(0, MOST_PER_PART).map(keyWords).join(', ')}`;
}

function keyWords(key: string): string {
  const meant = nearestKey(key, RULE_KEYS);
  return meant === undefined ? quoted(key) : `${quoted(key)} (did you mean ${meant}?)`;
}

function reasonOf(issue: z.core.$ZodIssue): RuleProblemReason {
  if (issue.code === 'unrecognized_keys') return 'UNKNOWN_KEY';
  const outOfRange =
    (issue.code === 'too_small' || issue.code === 'too_big') &&
    (issue.origin === 'number' || issue.origin === 'int');
  return outOfRange ? 'OUT_OF_RANGE' : 'BAD_SHAPE';
}
