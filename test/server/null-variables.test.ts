import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** Variables whose default lets them stand where null may not, and are null. */
const DOCUMENTS: Record<string, string> = {
  'a condition of a field': 'query ($v: Boolean = true) { scene(id: "home") { name @include(if: $v) } }',
  'a condition of a root field': 'query ($v: Boolean = true) { scene(id: "home") @skip(if: $v) { name } }',
  'an argument': 'query ($v: ID = "home") { scene(id: $v) { name } }',
  'a member of a list': 'query ($v: ID = "x") { nodes(ids: [$v]) { id } }',
};
/** Enough for an operation to be compiled. */
const TIMES = 6;
const PRODUCTION = {
  NODE_ENV: 'production',
  TRUSTED_DOCUMENTS: 'off',
  CURSOR_KEYS: `0:${Buffer.alloc(32, 1).toString('base64')}`,
};

for (const [profile, env] of Object.entries({ development: {}, production: PRODUCTION }))
  suite(`a variable that is null against its default, in ${profile}`, () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startGateway({ env });
    });
    after(() => gateway.close());

    for (const [place, document] of Object.entries(DOCUMENTS))
      test(`is a fault of the client as ${place}`, async () => {
        for (let n = 0; n < TIMES; n++) {
          const { errors } = await gateway.ask(document, { v: null });
          assert.equal(errors?.length, 1);
          const [{ message, extensions } = assert.fail('no error')] = errors;
          assert.equal(extensions['code'], 'BAD_USER_INPUT');
          if (profile === 'production') assert.equal(message, 'An argument has an unacceptable value.');
          else assert.match(message, /^Argument "\w+" (of non-null type|has invalid value)/);
        }
        assert.ok(gateway.logs.every(({ level }) => level !== 'error'));
      });
  });
