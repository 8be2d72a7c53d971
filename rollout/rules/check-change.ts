import type { RuleProblem, RuleProblemReason } from './rule-problem.js';
import type { BasisPoints, Rule, RuleSet } from './rule.types.js';
import { nextStep } from './steps.js';

/** What stays as it is while anybody is on treatment. */
const FIXED = ['salt', 'unit', 'control', 'treatment', 'coordinates'] as const;

/** Everybody: a retired rule, and coordinates whose rule is gone. */
const ALL: BasisPoints = 10_000;

/** Why `after` must not be put into force behind `before`; empty: it may. */
export function checkChange(before: RuleSet, after: RuleSet): RuleProblem[] {
  const former = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  return [
    ...checkVersion(before, after),
    ...after.rules.flatMap((rule) => {
      const was = former.get(rule.id);
      return [...(was ? checkFixed(was, rule) : []), ...checkStep(was, rule)];
    }),
    ...before.rules.filter(({ id }) => !kept.has(id)).flatMap(checkRemoved),
  ];
}

/** The part of it that holds however many versions lie between the two. */
export function checkVersion(before: RuleSet, after: RuleSet): RuleProblem[] {
  if (after.version > before.version) return [];
  const message = `Version ${after.version} comes after ${before.version}. Raise it, also to go back to what held before.`;
  return [{ rule: null, reason: 'VERSION', message }];
}

function checkFixed(was: Rule, rule: Rule): RuleProblem[] {
  const changed = FIXED.filter((key) => textOf(was[key], key) !== textOf(rule[key], key)).join(', ');
  if (changed === '') return [];
  if (was.state === 'retired')
    return [
      problemOf(rule, 'ID_REUSED', `A retired rule had this id, with another ${changed}. Use a new id.`),
    ];
  if (was.bp === 0) return [];
  const message = `${changed} changed while bp is ${was.bp}, which would move viewers at random. Take bp to 0 first.`;
  return [problemOf(rule, 'FIXED_KEY', message)];
}

/** The order of units decides, that of coordinates does not. */
function textOf(value: string | readonly string[], key: (typeof FIXED)[number]): string {
  if (typeof value === 'string') return value;
  return (key === 'coordinates' ? value.toSorted() : value).join(' ');
}

function checkStep(was: Rule | undefined, rule: Rule): RuleProblem[] {
  const from = was ? treatedShare(was) : 0;
  const to = treatedShare(rule);
  const widest = nextStep(from) ?? ALL;
  if (to <= widest || rule.force !== null) return [];
  const message = `The share of treatment goes from ${from} to ${to}; the next step is ${widest}. Take it first, or give force a reason.`;
  return [problemOf(rule, 'STEP', message)];
}

/** Without a rule a coordinate follows its chain, which starts where the treatment does. */
function checkRemoved(was: Rule): RuleProblem[] {
  if (was.state === 'retired') return [];
  const message = `The rule is gone but was ${was.state}, so its coordinates would move at once. Keep it until it is retired.`;
  return [problemOf(was, 'REMOVED', message)];
}

/** How much of all units is on treatment by percentage. */
function treatedShare({ state, bp, holdbackBp }: Rule): BasisPoints {
  if (state === 'draft') return 0;
  return state === 'retired' ? ALL : Math.min(bp, ALL - holdbackBp);
}

const problemOf = ({ id }: Rule, reason: RuleProblemReason, message: string): RuleProblem => ({
  rule: id,
  reason,
  message,
});
