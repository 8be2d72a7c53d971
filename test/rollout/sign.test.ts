import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSigned } from '../../rollout/decision/signed-header.js';
import { runRollout } from '../../scripts/rollout/command.js';
import { readCursorKeys } from '../../src/config/cursor-keys.js';
import { surroundings } from './support/command.js';

const NOW = Date.parse('2027-01-01T00:00:00Z');
const MINUTE = 60_000;
const key = (kid: number) => `${kid}:${Buffer.alloc(32, kid).toString('base64')}`;
const CURSOR_KEYS = `${key(7)},${key(8)}`;
const KEYS = readCursorKeys(CURSOR_KEYS);

async function sign(args: readonly string[], env: Readonly<Record<string, string>> = { CURSOR_KEYS }) {
  const { said, parts } = surroundings({ wallNow: () => NOW, env });
  const code = await runRollout(['sign', ...args], parts);
  return { code, ...said };
}

describe('npm run rollout -- sign', () => {
  it('prints an override that gateways with these keys read, for a quarter of an hour', async () => {
    const { code, out, err } = await sign(['feed-primary=primary']);
    assert.equal(code, 0, err);
    assert.match(out, /^feed-primary=primary;exp=\d+;kid=7;sig=[\w-]{22}\n$/);
    assert.equal(readSigned(out, KEYS, NOW), 'feed-primary=primary');
    assert.equal(readSigned(out, KEYS, NOW + 15 * MINUTE - 1), 'feed-primary=primary');
    assert.equal(readSigned(out, KEYS, NOW + 15 * MINUTE), null);
    assert.equal(readSigned(out, readCursorKeys(key(9)), NOW), null);
  });

  it('signs for as long, and with the key, that is wished', async () => {
    const { out } = await sign(['product-pricing=legacy-items', '--minutes', '60', '--kid', '8']);
    assert.match(out, /;kid=8;/);
    assert.equal(readSigned(out, KEYS, NOW), 'product-pricing=legacy-items');
    assert.equal(readSigned(out, KEYS, NOW + 59 * MINUTE), 'product-pricing=legacy-items');
  });

  it('signs what asks for the arms of an answer', async () => {
    assert.equal(readSigned((await sign(['debug'])).out, KEYS, NOW), 'rollout');
  });

  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /RULE=PATH/],
    [['feed-primary'], /neither RULE=PATH nor debug/],
    [['Feed=primary'], /neither RULE=PATH nor debug/],
    [['feed-primary=java'], /no path java, only legacy, primary/],
    [['debug', 'debug'], /RULE=PATH/],
    [['debug', '--minutes', '61'], /--minutes is a whole number from 1 to 60/],
    [['debug', '--minutes', '0'], /--minutes/],
    [['debug', '--minutes', '1.5'], /--minutes/],
    [['debug', '--kid', '9'], /no key 9.*\nRemedy: Its keys are 7, 8/],
    [['debug', '--for-ever'], /for-ever/],
  ];
  for (const [args, wrong] of refused)
    it(`refuses ${args.join(' ') || 'nothing'}, with a remedy`, async () => {
      const { code, out, err } = await sign(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, wrong);
      assert.match(err, /\nRemedy: /);
    });

  it('refuses without keys of the gateways, and never shows one', async () => {
    assert.match((await sign(['debug'], {})).err, /CURSOR_KEYS is unset/);
    const { code, err } = await sign(['debug'], { CURSOR_KEYS: `${key(7)},7:abcdefgh` });
    assert.equal(code, 2);
    assert.match(err, /too weak/);
    assert.ok(!err.includes('abcdefgh') && !err.includes(key(7)));
  });
});
