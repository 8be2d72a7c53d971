import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signHeader, type HeaderKey } from '../../rollout/decision/signed-header.js';
import { runRollout } from '../../scripts/rollout/command.js';
import { VIEWER } from '../support/gateway.js';
import { surroundings } from '../rollout/support/command.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';

const PAGE = '{ feed(sceneId: "home", first: 2) { serving { tier } } }';
const key = (kid: number, byte: number): HeaderKey => ({ kid, key: Buffer.alloc(32, byte) });
const OURS = key(3, 3);
const CURSOR_KEYS = `3:${OURS.key.toString('base64')}`;
const CLAIM = 'feed-primary=primary';

describe('signed headers in production', () => {
  let gateway: RolloutGateway;
  let debug: string;

  before(async () => {
    gateway = await startRolloutGateway(
      { 'feed-primary': {} },
      { env: { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off', CURSOR_KEYS } },
    );
    debug = await sign('debug');
  });
  after(() => gateway.close());

  const sign = async (...args: string[]): Promise<string> => {
    const { said, parts } = surroundings({ env: { CURSOR_KEYS } });
    assert.equal(await runRollout(['sign', ...args], parts), 0, said.err);
    return said.out.trim();
  };
  const ask = async (headers: Record<string, string>) => {
    const { text, data } = await gateway.ask(PAGE, {}, { ...VIEWER, ...headers });
    const { extensions = {} } = JSON.parse(text) as { extensions?: { rollout?: any } };
    return { tier: data.feed.serving.tier as string, rollout: extensions.rollout };
  };
  const counted = () => gateway.metric('vitrine_boundary_total', { code: 'RQ_INPUT' });
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

  it('give a request the arm that was asked for, and say so', async () => {
    const before = await counted();
    const { tier, rollout } = await ask({ 'x-vitrine-arm': await sign(CLAIM), 'x-vitrine-debug': debug });
    assert.equal(tier, 'PRIMARY');
    assert.deepEqual(rollout.arms, [
      { rule: 'feed-primary', side: 'treatment', path: 'primary', reason: 'OVERRIDE' },
    ]);
    assert.equal(await counted(), before);
  });

  it('tell the arms to nobody who does not sign', async () => {
    assert.equal((await ask({})).rollout, undefined);
    assert.equal((await ask({ 'x-vitrine-debug': 'rollout' })).rollout, undefined);
  });

  const bad: Readonly<Record<string, () => string>> = {
    'is signed with another key': () => signHeader(CLAIM, inSeconds(60), key(3, 4)),
    'names a key that there is not': () => signHeader(CLAIM, inSeconds(60), key(4, 3)),
    'was signed for another arm': () => signHeader('feed-primary=legacy', inSeconds(60), OURS).replace('legacy', 'primary'), // prettier-ignore
    'has expired': () => signHeader(CLAIM, inSeconds(-1), OURS),
    'is good for more than an hour': () => signHeader(CLAIM, inSeconds(3_660), OURS),
    'is not signed': () => CLAIM,
  };
  for (const [what, header] of Object.entries(bad))
    it(`ignore and count an override that ${what}`, async () => {
      const before = await counted();
      const { tier, rollout } = await ask({ 'x-vitrine-arm': header(), 'x-vitrine-debug': debug });
      assert.equal(tier, 'LEGACY');
      assert.equal(rollout.arms[0].reason, 'PERCENT');
      assert.equal((await counted()) - before, 1);
    });
});
