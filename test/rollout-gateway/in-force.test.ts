import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { Guarding } from '../../datasources/guard/guarding.js';
import { UNGUARDED } from '../support/unguarded.js';
import { VIEWER } from '../support/gateway.js';
import { EVERYBODY, RULES } from './support/rules.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';

const FEED = `feed(sceneId: "home", first: $first, after: $after) {
  serving { tier degraded } session { restarted } pageInfo { endCursor hasNextPage }
  edges { node { id ... on VideoCard { video { viewer { liked } author { name } } } } } }`;
const PRODUCT = 'product(id: "UHJvZHVjdDo3MjAwMDAwMDAyMDA") { title pricing { salePrice { amount } } }';
const PAGE = `query ($first: Int = 4, $after: String) { ${FEED} }`;
const PRICES = `{ feed(sceneId: "home", first: 4) { nodes { ... on VideoCard { video { products(first: 3) {
  edges { node { pricing { salePrice { amount } } } } } } } } } }`;
/** What runs first needs decisions before the feed is reached. */
const FEED_LAST = `query ($first: Int = 4, $after: String) { ${PRODUCT} ... { ${FEED} } }`;

describe('rules in force', () => {
  let gateway: RolloutGateway;

  before(async () => {
    gateway = await startRolloutGateway({ 'feed-primary': { bp: 5_000, force: { reason: 'a test' } } });
  });
  after(() => gateway.close());

  const ask = async (headers: Record<string, string>, variables = {}, query = PAGE) => {
    const answer = await gateway.ask(query, variables, { 'x-vitrine-debug': 'rollout', ...headers });
    assert.equal(answer.errors, undefined, answer.text);
    const { rollout } = JSON.parse(answer.text).extensions;
    return { feed: answer.data.feed, arms: rollout.arms as any[], version: rollout.version, answer };
  };
  const publish = (rules: Parameters<typeof gateway.rules.publish>[0]) =>
    gateway.inForce(gateway.rules.publish(rules));

  it('give half of the viewers each side, and each viewer one side', async () => {
    const sides = new Map<string, Set<string>>();
    for (let n = 0; n < 120; n++) {
      const viewer = `v-${n % 30}`;
      const { arms } = await ask({ 'x-viewer-id': viewer }, { first: 1 });
      sides.set(viewer, (sides.get(viewer) ?? new Set()).add(arms[0].side));
    }
    assert.ok([...sides.values()].every(({ size }) => size === 1));
    assert.equal(new Set([...sides.values()].flatMap((side) => [...side])).size, 2);
  });

  it('are told in the log and by the metrics, and a healthy start alarms nobody', async () => {
    const told = gateway.logs.filter(({ msg }) => String(msg).startsWith('rollout'));
    assert.deepEqual(
      told.slice(0, 1).map(({ msg, level }) => [msg, level]),
      [['rollout rules 1 in force', 'info']],
    );
    assert.deepEqual((told[0]?.['rules'] as any[])[0], { id: 'feed-primary', state: 'running', bp: 5_000 });
    assert.equal(
      await gateway.metric('vitrine_rollout_bp', { rule: 'feed-primary', state: 'running' }),
      5_000,
    );
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    assert.match(
      metrics,
      /vitrine_rollout_rejected_total\{reason="VERSION"\} 0/,
      'so that the first one is an increase',
    );
  });

  it('keep a session on the arm of its first page, whatever becomes of the percentage', async () => {
    await publish({ 'feed-primary': { bp: 5_000 } });
    const viewers = Array.from({ length: 6 }, (_, n) => ({ 'x-viewer-id': `s-${n}` }));
    const firsts = await Promise.all(viewers.map((viewer) => ask(viewer)));
    await publish({ 'feed-primary': { bp: 10 } });
    for (const [index, first] of firsts.entries()) {
      const after = first.feed.pageInfo.endCursor as string;
      const { arms, feed } = await ask(viewers[index] ?? {}, { after });
      assert.deepEqual([arms[0].side, arms[0].reason], [first.arms[0].side, 'CURSOR']);
      assert.equal(feed.serving.tier, first.feed.serving.tier);
      const shown = new Set(first.feed.edges.map(({ node }: any) => node.id));
      assert.ok(
        feed.edges.every(({ node }: any) => !shown.has(node.id)),
        'nothing repeats',
      );
    }
  });

  it('look at the feed of a request, wherever in it that stands', async () => {
    await publish({ 'feed-primary': { bp: 5_000, force: { reason: 'a test' } } });
    const viewers = Array.from({ length: 6 }, (_, n) => ({ 'x-viewer-id': `s-${n}` }));
    const firsts = await Promise.all(viewers.map((viewer) => ask(viewer, {}, FEED_LAST)));
    await publish({ 'feed-primary': { bp: 10 } });
    for (const [index, first] of firsts.entries()) {
      const after = first.feed.pageInfo.endCursor as string;
      const { arms, feed } = await ask(viewers[index] ?? {}, { after }, FEED_LAST);
      assert.deepEqual([arms[0].side, arms[0].reason], [first.arms[0].side, 'CURSOR']);
      assert.equal(feed.serving.tier, first.feed.serving.tier);
    }
    await publish({ 'feed-primary': { ...EVERYBODY, deny: { scenes: ['home'] } } });
    assert.equal((await ask({}, {}, FEED_LAST)).arms[0].reason, 'DENY');
  });

  it('take no caller in a hurry for a treatment that fails', async () => {
    await publish({ 'feed-primary': EVERYBODY, 'product-pricing': EVERYBODY });
    await gateway.sandbox.setFaults('ALGORITHM', [{ kind: 'DELAY', args: { ms: 100 } }]);
    for (const deadline of ['1', '60'])
      for (let n = 0; n < 25; n++)
        await gateway.ask(PRICES, {}, { 'x-viewer-id': `h-${n}`, 'x-deadline-ms': deadline });
    await gateway.sandbox.setFaults('ALGORITHM', []);
    assert.equal(await gateway.metric('vitrine_rollout_fuse_tripped'), 0);
    const { arms } = await ask({ 'x-viewer-id': 'h-0' });
    assert.ok(arms.every(({ side }) => side === 'treatment'));
  });

  it('tell nobody from others without an id: control until everybody is on treatment', async () => {
    await publish({ 'feed-primary': { bp: 5_000, force: { reason: 'a test' } } });
    const { arms } = await ask({});
    assert.deepEqual([arms[0].side, arms[0].reason], ['control', 'NO_UNIT']);
    await publish({ 'feed-primary': EVERYBODY });
    assert.equal((await ask({})).arms[0].side, 'treatment');
  });

  it('make no answer public that others would get otherwise', async () => {
    const caching = async () =>
      (await gateway.ask(`{ ${PRODUCT} }`, {}, {})).headers.get('cache-control') ?? '';
    await publish({ 'product-pricing': EVERYBODY });
    assert.match(await caching(), /public/);
    await publish({ 'product-pricing': { bp: 5_000 } });
    assert.equal(await caching(), 'private, no-store');
  });

  it('are switched off within a second by the kill list, even with a broken file of rules', async () => {
    await publish({ 'feed-primary': EVERYBODY });
    const first = await ask(VIEWER);
    assert.equal(first.feed.serving.tier, 'PRIMARY');
    gateway.rules.write('rules: [');
    gateway.rules.kill('feed-primary');
    await sleep(1_000);
    const { arms, feed } = await ask(VIEWER);
    assert.deepEqual([arms[0].side, arms[0].reason], ['control', 'KILL']);
    assert.equal(feed.serving.tier, 'LEGACY');
    const next = await ask(VIEWER, { after: first.feed.pageInfo.endCursor });
    assert.equal(next.feed.serving.tier, 'LEGACY', 'and a session that had begun on treatment goes on there');
    assert.equal(next.feed.session.restarted, false);
    gateway.rules.kill();
    await sleep(1_000);
    assert.equal((await ask(VIEWER)).feed.serving.tier, 'PRIMARY');
  });

  it('leave a field out where control has none of it, and nothing says degraded', async () => {
    await publish({ 'video-viewer': {} });
    const { feed, answer } = await ask(VIEWER);
    assert.ok(feed.edges.every(({ node }: any) => node.video === undefined || node.video.viewer === null));
    assert.equal(answer.headers.get('x-degraded'), null);
    await publish({ 'video-viewer': EVERYBODY });
    const { feed: treated } = await ask(VIEWER);
    assert.ok(treated.edges.some(({ node }: any) => node.video?.viewer));
  });

  it('put everything on control while they were wanted and could never be read', async () => {
    const unknown = { 'feed-primary': { coordinates: ['Query.nothing'] } };
    const broken = await startRolloutGateway(unknown, { isReadable: false });
    try {
      const { data } = await broken.ask(PAGE);
      assert.equal(data.feed.serving.tier, 'LEGACY');
      assert.equal(await broken.metric('vitrine_rollout_rules_version'), 0);
      assert.ok((await broken.metric('vitrine_rollout_rejected_total')) > 0);
      const { text } = await broken.ask(PAGE, {}, { 'x-vitrine-debug': 'rollout' });
      assert.match(
        text,
        /"version":null,"note":"No rules could be read.*?"rule":null,"side":"control","path":"legacy","reason":"NO_RULES"/,
      );
      const [line] = broken.logs.filter(({ msg }) => String(msg).startsWith('rollout'));
      assert.equal(line?.['level'], 'error');
      assert.match(String(line['msg']), /none are in force: everything that can be ruled is on control/);
      await broken.inForce(
        broken.rules.publish({ 'feed-primary': { ...RULES['feed-primary'], ...EVERYBODY } }),
      );
      const next = await broken.ask(PAGE, { after: data.feed.pageInfo.endCursor });
      assert.deepEqual(
        next.data.feed.serving,
        { tier: 'LEGACY', degraded: false },
        'a session goes on where it began',
      );
      assert.equal(next.data.feed.session.restarted, false);
    } finally {
      await broken.close();
    }
  });
});

/** Guards that lose their head over one source. */
const throwingFor = (id: string): Guarding => ({
  of: (source) =>
    source.id === id
      ? { read: () => Promise.reject(new TypeError('a defect of the new path')) }
      : UNGUARDED.of(source),
});

describe('a session that began on the old path', () => {
  it('goes on there when its rule is retired, and nothing says degraded', async () => {
    const gateway = await startRolloutGateway({ 'feed-primary': {} });
    try {
      const first = await gateway.ask(PAGE);
      const force = { reason: 'a test' };
      await gateway.inForce(gateway.rules.publish({ 'feed-primary': { state: 'retired', force } }));
      const next = await gateway.ask(PAGE, { after: first.data.feed.pageInfo.endCursor });
      assert.deepEqual(next.data.feed.serving, { tier: 'LEGACY', degraded: false });
      assert.equal(next.headers.get('x-degraded'), null);
      assert.equal((await gateway.ask(PAGE)).data.feed.serving.tier, 'PRIMARY');
    } finally {
      await gateway.close();
    }
  });
});

describe('a treatment that throws', () => {
  let gateway: RolloutGateway;

  before(async () => {
    gateway = await startRolloutGateway(
      { 'product-pricing': { ...RULES['product-pricing'], ...EVERYBODY } },
      { internals: { guards: throwingFor('PRICING.prices') } },
    );
  });
  after(() => gateway.close());

  it('is out within ten seconds, and no viewer sees an error', async () => {
    const startedAt = performance.now();
    let requests = 0;
    while ((await gateway.metric('vitrine_rollout_fuse_tripped', { rule: 'product-pricing' })) === 0) {
      const answer = await gateway.ask(PRICES, {}, { 'x-viewer-id': `v-${(requests += 1)}` });
      assert.equal(answer.errors, undefined, answer.text);
      const products = answer.data.feed.nodes.flatMap(({ video }: any) => video?.products.edges ?? []);
      assert.ok(
        products.every(({ node }: any) => node.pricing !== null),
        'LEGACY has made it good',
      );
      assert.ok(performance.now() - startedAt < 10_000, `after ${requests} requests`);
    }
    const { text } = await gateway.ask(PRICES, {}, { ...VIEWER, 'x-vitrine-debug': 'rollout' });
    assert.match(text, /"side":"control","path":"legacy-items","reason":"FUSE"/);
    const trip = gateway.logs.find(({ msg }) => String(msg).startsWith('rollout fuse'));
    assert.equal(trip?.['msg'], 'rollout fuse: treatment of product-pricing is off for a while');
    const offMs = Date.parse(String(trip['until'])) - Date.now();
    assert.ok(offMs > 10_000 && offMs < 100_000, String(trip['until']));
    assert.ok(gateway.logs.some(({ msg }) => String(msg).startsWith('a path of a rollout threw')));
  });
});
