import assert from 'node:assert/strict';
import { readRules } from '../../../rollout/rules/read-rules.js';
import type { Rulable, Rule, RuleSet } from '../../../rollout/rules/rule.types.js';

/** The four groups of the first release, as resolvers declare them. */
export const DECLARED: readonly Rulable[] = [
  { coordinates: ['Query.feed'], paths: ['legacy', 'primary'], compared: 'ranked list' },
  {
    coordinates: ['Product.pricing', 'Product.coupons', 'Product.promotions'],
    paths: ['legacy-items', 'pricing'],
    compared: 'exact',
  },
  { coordinates: ['Video.author'], paths: ['legacy-detail', 'accounts'], compared: 'exact' },
  { coordinates: ['Video.viewer'], paths: ['none', 'engagement'], compared: 'nothing' },
];

/** Keys of a written rule, to be changed by tests. */
export type Written = Record<string, unknown>;

/** A rule as it is written, with nothing that may be left out. */
export const written = (changes: Written = {}): Written => ({
  id: 'feed-primary',
  coordinates: ['Query.feed'],
  control: 'legacy',
  treatment: 'primary',
  state: 'running',
  salt: 'feed-primary-1',
  bp: 500,
  owner: 'feed-team',
  expires: '2027-09-30',
  ...changes,
});

/** A second rule, of other coordinates. */
export const writtenOfAuthor = (changes: Written = {}): Written =>
  written({
    id: 'video-author',
    coordinates: ['Video.author'],
    control: 'legacy-detail',
    treatment: 'accounts',
    salt: 'video-author-1',
    ...changes,
  });

/** Text of a file of rules, as JSON. */
export const fileOf = (version: number, ...rules: readonly Written[]): string =>
  JSON.stringify({ format: 'vitrine-rollout/1', version, rules });

/** The rules of a text that is good. */
export function rulesOf(text: string): RuleSet {
  const read = readRules(text, DECLARED);
  return 'rules' in read ? read.rules : assert.fail(read.problems.map(({ message }) => message).join('\n'));
}

/** The one rule of a text that is good. */
export const ruleOf = (changes: Written = {}): Rule =>
  rulesOf(fileOf(1, written(changes))).rules[0] ?? assert.fail();

/** Reasons why a text is refused, each with its rule; empty: it is not. */
export function reasonsOf(text: string): string[] {
  const read = readRules(text, DECLARED);
  if ('rules' in read) return [];
  for (const { message } of read.problems)
    assert.match(message, /^.{3,400}\. .+\.$/s, 'says what is wrong, then the remedy');
  return read.problems.map(({ rule, reason }) => `${rule ?? 'file'} ${reason}`);
}
