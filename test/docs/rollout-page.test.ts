import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RULE_PROBLEM_REASONS } from '../../rollout/rules/rule-problem.js';
import { documentAt } from './markdown.js';

it('docs/rollout.md names every reason for which rules are refused', () => {
  const named = new Set(documentAt('docs/rollout.md').codeSpans);
  assert.deepEqual(
    RULE_PROBLEM_REASONS.filter((reason) => !named.has(reason)),
    [],
  );
});
