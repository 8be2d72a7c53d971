import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { startGateway } from '../support/gateway.js';
import { RulesFile } from './support/rules.js';

it('starts beside accepted differences that cannot be read, and says so', async () => {
  const rules = new RulesFile();
  rules.publish({ 'feed-primary': {} });
  writeFileSync(join(dirname(rules.path), 'ignore.yaml'), '- at: [');
  const gateway = await startGateway({ env: { ROLLOUT_RULES: rules.path } });
  try {
    assert.equal((await gateway.ask('{ __typename }')).errors, undefined);
    const line = gateway.logs.find(({ msg }) => String(msg).startsWith('accepted differences'));
    assert.match(String(line?.['error']), /is no YAML/);
  } finally {
    await gateway.close();
    rules.remove();
  }
});
