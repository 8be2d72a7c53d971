import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeRollout } from '../../src/startup/describe-rollout.js';
import { startGateway } from '../support/gateway.js';

it('a gateway without rules says so to whoever asks for the arms', async () => {
  const gateway = await startGateway();
  try {
    const { text } = await gateway.ask('{ __typename }', {}, { 'x-vitrine-debug': 'rollout' });
    assert.match(
      text,
      /"rollout":\{"v":1,"version":null,"note":"ROLLOUT_RULES is unset: [^"]*","arms":\[\]\}/,
    );
    assert.doesNotMatch((await gateway.ask('{ __typename }')).text, /rollout/);
  } finally {
    await gateway.close();
  }
});

it('the welcome says who is moved how far, what is killed, and where to write a kill', () => {
  const summary = { location: 'r.yaml', killList: 'r.yaml.kill', killed: ['b'] };
  const rules = [
    { id: 'a', state: 'running', bp: 50 },
    { id: 'b', state: 'retired', bp: 10_000 },
  ] as const;
  assert.deepEqual(
    describeRollout({ ...summary, version: 3, rules }).map((line) => line.trim()),
    [
      'Rollout    r.yaml, version 3',
      'a on treatment for 0.5 %',
      'b retired',
      'killed: b',
      'off at once: a line with an id, or *, in r.yaml.kill',
    ],
  );
  assert.match(describeRollout({ ...summary, version: null, rules: [] }).join(), /everything .* on control/);
});
