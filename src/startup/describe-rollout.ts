import type { RolloutSummary, RuleShare } from '../rollout/rollout-summary.js';

const PER_CENT = 100;
const INDENT = '             ';

/** Lines of the welcome: who is moved how far, and how that is switched off. */
export function describeRollout({ location, version, rules, killList, killed }: RolloutSummary): string[] {
  if (version === null)
    return [`  Rollout    ${location} could not be read yet: everything that can be ruled is on control`];
  const lines = [`  Rollout    ${location}, version ${version}`];
  for (const rule of rules) lines.push(`${INDENT}${rule.id} ${wordsFor(rule)}`);
  if (killed.length > 0) lines.push(`${INDENT}killed: ${killed.join(', ')}`);
  return [...lines, `${INDENT}off at once: a line with an id, or *, in ${killList}`];
}

function wordsFor({ state, bp }: RuleShare): string {
  return state === 'running' ? `on treatment for ${bp / PER_CENT} %` : state;
}
