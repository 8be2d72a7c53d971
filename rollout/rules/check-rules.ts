import { quoted, type RuleProblem, type RuleProblemReason } from './rule-problem.js';
import type { Rulable, Rule } from './rule.types.js';

/** Platforms by the names that clients give themselves. */
const PLATFORMS: ReadonlySet<string> = new Set(['ios', 'android', 'harmony', 'web']);

/** What is wrong with well-formed rules: each against what is declared, then all beside each other. */
export function checkRules(rules: readonly Rule[], rulables: readonly Rulable[]): RuleProblem[] {
  return [
    ...rules.flatMap((rule) => [...checkPlaces(rule, rulables), ...checkPlatforms(rule)]),
    ...checkTwice(rules),
    ...checkSalts(rules),
  ];
}

/** Coordinates and paths: a rule moves one declared group, whole, between two paths that the group declares. */
function checkPlaces(rule: Rule, rulables: readonly Rulable[]): RuleProblem[] {
  const problem = problemOf(rule);
  const groupOf = (coordinate: string) =>
    rulables.find(({ coordinates }) => coordinates.includes(coordinate));
  const unknown = rule.coordinates.filter((coordinate) => !groupOf(coordinate));
  const known = rulables.flatMap(({ coordinates }) => coordinates).join(', ');
  if (unknown.length > 0)
    return unknown.map((coordinate) =>
      problem('UNKNOWN_COORDINATE', `${quoted(coordinate)} cannot be ruled. There are ${known}.`),
    );
  const groups = new Set(rule.coordinates.map(groupOf));
  const [group] = groups;
  if (!group) return [];
  const missing = group.coordinates.filter((coordinate) => !rule.coordinates.includes(coordinate));
  if (groups.size > 1)
    return [
      problem('INCOMPLETE_GROUP', `The coordinates come from different records. Write a rule for each.`),
    ];
  if (missing.length > 0)
    return [
      problem(
        'INCOMPLETE_GROUP',
        `${missing.join(', ')} come from the same record. Add them: parts of one record agree.`,
      ),
    ];
  return checkPaths(rule, group);
}

function checkPaths(rule: Rule, { paths }: Rulable): RuleProblem[] {
  const problem = problemOf(rule);
  const unknown = [rule.control, rule.treatment].filter((path) => !paths.includes(path));
  if (unknown.length > 0)
    return unknown.map((path) =>
      problem(
        'UNKNOWN_PATH',
        `${quoted(path)} is no path of these coordinates. Declared are ${paths.join(', ')}.`,
      ),
    );
  if (rule.control !== rule.treatment) return [];
  return [problem('UNKNOWN_PATH', 'control and treatment are the same path. Name two.')];
}

function checkPlatforms(rule: Rule): RuleProblem[] {
  return rule.constraints.platforms
    .filter((platform) => !PLATFORMS.has(platform))
    .map((platform) =>
      problemOf(rule)(
        'UNKNOWN_PLATFORM',
        `${quoted(platform)} is no platform. There are ${[...PLATFORMS].join(', ')}.`,
      ),
    );
}

function checkTwice(rules: readonly Rule[]): RuleProblem[] {
  const ids = new Set<string>();
  const coordinates = new Map<string, string>();
  const problems: RuleProblem[] = [];
  for (const rule of rules) {
    if (ids.has(rule.id))
      problems.push(
        problemOf(rule)('ID_TWICE', 'Two rules have this id. Rename one: ids are never used again.'),
      );
    ids.add(rule.id);
    for (const coordinate of rule.coordinates) {
      const owner = coordinates.get(coordinate);
      if (owner !== undefined)
        problems.push(
          problemOf(rule)(
            'COORDINATE_TWICE',
            `${quoted(coordinate)} is moved by ${owner} already. Name it once.`,
          ),
        );
      coordinates.set(coordinate, rule.id);
    }
  }
  return problems;
}

/** With one salt two rules have the same people, so neither could be judged alone: only two that name each other may. */
function checkSalts(rules: readonly Rule[]): RuleProblem[] {
  return rules.flatMap((rule, index) => {
    const partner = rules.find(({ id }) => id === rule.correlateWith);
    const mutual = partner?.correlateWith === rule.id && partner.salt === rule.salt && partner !== rule;
    if (rule.correlateWith !== null && !mutual)
      return [
        problemOf(rule)(
          'CORRELATION',
          `${rule.correlateWith} does not name this rule in its correlateWith, or has another salt. Make them agree.`,
        ),
      ];
    const other = rules.slice(0, index).find(({ salt }) => salt === rule.salt);
    if (!other || other === partner) return [];
    return [
      problemOf(rule)(
        'SALT_TWICE',
        `${other.id} has this salt too, so both would have the same people. Use another, or correlateWith in both.`,
      ),
    ];
  });
}

const problemOf =
  ({ id }: Rule) =>
  (reason: RuleProblemReason, message: string): RuleProblem => ({ rule: id, reason, message });
