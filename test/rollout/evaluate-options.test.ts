import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRollout } from '../../scripts/rollout/command.js';
import { surroundings } from './support/command.js';

describe('the options of npm run rollout -- evaluate', () => {
  const mistakes: readonly (readonly [what: string, args: readonly string[], says: RegExp])[] = [
    ['no rules', ['--metrics', 'http://127.0.0.1:1/metrics'], /--rules names the file/],
    ['no metrics', ['--rules', 'rollout/rules.example.yaml'], /--metrics names instances/],
    ['metrics that are no address', ['--rules', 'x', '--metrics', 'here'], /http\(s\) addresses/],
    ['rules that are not there', ['--rules', 'none', '--metrics', 'http://127.0.0.1:1'], /no file none/],
    [
      'an interval that is none',
      ['--rules', 'x', '--metrics', 'http://a', '--every', '0'],
      /--every is a number from 0\.2/,
    ],
    ['an option it does not have', ['--fast'], /--fast/],
  ];
  for (const [what, args, says] of mistakes)
    it(`refuses ${what}`, async () => {
      const { said, parts } = surroundings();
      assert.equal(await runRollout(['evaluate', ...args], parts), 2);
      assert.match(said.err, says);
      assert.match(said.err, /\nRemedy: .{10}/);
    });
});
