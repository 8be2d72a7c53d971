import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { startFakeUpstreams } from '../support/fake-upstreams.js';
import { videoId } from '../support/records.js';
import { creativeRecord, slotRecord } from '../support/slot-records.js';
import {
  assertOneSession,
  askPage,
  readPage,
  readSession,
  slotPositions,
  type Page,
} from './support/pages.js';
import { servePlans } from './support/plans.js';

const START = 1_573_401_600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const key = (kid: number, fill: number): string => `${kid}:${Buffer.alloc(32, fill).toString('base64')}`;
const OLD_KEY = key(1, 7);
const NEW_KEY = key(2, 9);

const SLOTS = [
  slotRecord('first', {
    placement: { kind: 'FIXED', position: 3 },
    creatives: [creativeRecord('c-1', videoId(901))],
  }),
  slotRecord('later', {
    placement: { kind: 'FIXED', position: 12 },
    creatives: [creativeRecord('c-2', videoId(902))],
  }),
];

describe('a cursor', () => {
  let gateway: TestGateway;
  let now = START;
  let first: Page;

  const gatewayWith = async (keys: string) => {
    const plans = { '/slot-plans': servePlans({ home: { slots: SLOTS } }) };
    const upstreams = await startFakeUpstreams({ SLOTS: plans }, () => now);
    return startGateway({ upstreams, env: { CURSOR_KEYS: keys }, internals: { now: () => now } });
  };

  before(async () => (gateway = await gatewayWith(OLD_KEY)));
  beforeEach(async () => {
    now = START;
    first = await readPage(gateway);
  });
  after(() => gateway.close());

  const cursorAt = (index: number): string => first.edges[index]?.cursor ?? '';

  it('of any edge goes on right behind it, with nothing that was shown up to it and the slots at their places', async () => {
    for (const [index, edge] of first.edges.entries()) {
      const shown = { ...first, edges: first.edges.slice(0, index + 1) };
      const next = await readPage(gateway, { after: edge.cursor });
      assertOneSession([shown, next]);
      assert.equal(next.edges.length, 10);
      const positions = slotPositions([...shown.edges, ...next.edges]);
      assert.deepEqual(positions, index >= 2 ? { first: [3], later: [12] } : { first: [3] });
    }
  });

  it('goes on with what the page showed behind it', async () => {
    const next = await readPage(gateway, { after: cursorAt(4) });
    const rest = first.edges.slice(5).map(({ node }) => node.id);
    assert.deepEqual(
      next.edges.slice(0, 5).map(({ node }) => node.id),
      rest,
    );
  });

  it('used twice gives the same positions and slots', async () => {
    const one = await readPage(gateway, { after: cursorAt(9) });
    const two = await readPage(gateway, { after: cursorAt(9) });
    assert.deepEqual(
      one.edges.map(({ position }) => position),
      two.edges.map(({ position }) => position),
    );
    assert.deepEqual(slotPositions(one.edges), { later: [12] });
    assert.deepEqual(slotPositions(two.edges), { later: [12] });
  });

  it('is never longer than 4,096 characters, at the end of the longest session neither', async () => {
    const pages = await readSession(gateway, Array<number>(15).fill(20));
    assert.equal(pages.flatMap(({ edges }) => edges).length, 300);
    assertOneSession(pages);
  });

  it('does not let anybody read who it belongs to', async () => {
    const ids = { 'x-viewer-id': 'viewer-0123456789', 'x-device-id': 'device-9876543210' };
    const page = await readPage(gateway, { headers: ids });
    const secrets = Object.values(ids).flatMap((id) => [
      id,
      ...['hex', 'base64', 'base64url'].flatMap((form) => [
        Buffer.from(id).toString(form as 'hex'),
        createHash('sha256')
          .update(id)
          .digest(form as 'hex')
          .slice(0, 11),
      ]),
    ]);
    for (const { cursor } of page.edges) {
      const bytes = Buffer.from(cursor, 'base64url');
      const json = inflateRawSync(bytes.subarray(2, -16)).toString();
      assert.ok('w' in (JSON.parse(json) as object));
      for (const text of [cursor, bytes.toString('latin1'), json])
        for (const secret of secrets) assert.ok(!text.includes(secret), secret);
    }
  });

  it('that is empty counts as absent', async () => {
    const page = await readPage(gateway, { after: '' });
    assert.equal(page.session.restarted, false);
    assert.equal(page.edges[0]?.position, 0);
  });

  it('of more than 4,096 characters is a mistake of the client', async () => {
    for (const after of ['A'.repeat(4_097), `${cursorAt(9)}${'A'.repeat(4_096)}`]) {
      const { data, errors } = await askPage(gateway, { after });
      assert.equal(data, null);
      assert.equal(errors?.[0]?.extensions['code'], 'BAD_USER_INPUT');
    }
    assert.equal((await readPage(gateway, { after: 'A'.repeat(4_096) })).session.restarted, true);
  });

  describe('that cannot be honoured starts anew, and says so', () => {
    let other: TestGateway;

    before(async () => (other = await gatewayWith(key(1, 8))));
    after(() => other.close());

    const assertRestarted = async (after: string, request: object = {}, by = gateway) => {
      const page = await readPage(by, { after, ...request });
      assert.equal(page.session.restarted, true, after);
      assert.notEqual(page.session.id, first.session.id);
      assert.deepEqual(
        page.edges.map(({ position }) => position),
        first.edges.map(({ position }) => position),
      );
      assert.equal(page.serving.tier, 'PRIMARY');
    };

    it('when it is no cursor', async () => {
      const texts = [
        'x',
        'null',
        '%%%',
        '=',
        'AAAA',
        'ünïcödé',
        ' ',
        cursorAt(9).slice(1),
        '{"o":0}',
        '\u0007',
      ];
      for (const text of texts) await assertRestarted(text);
    });

    it('when it is cut', async () => {
      const cursor = cursorAt(9);
      for (const length of [1, 2, 20, cursor.length >> 1, cursor.length - 2, cursor.length - 1])
        await assertRestarted(cursor.slice(0, length));
    });

    it('when anything was added', async () => {
      for (const tail of ['A', 'AA', '=', ' ', '.']) await assertRestarted(cursorAt(9) + tail);
    });

    it('when a character was changed, wherever it stands', async () => {
      const cursor = cursorAt(9);
      for (let at = 0; at < cursor.length; at += Math.ceil(cursor.length / 24)) {
        const changed = cursor[at] === 'A' ? 'B' : 'A';
        await assertRestarted(cursor.slice(0, at) + changed + cursor.slice(at + 1));
      }
    });

    it('when it belongs to another viewer', async () => {
      const others = [
        { ...VIEWER, 'x-viewer-id': 'u2' },
        { 'x-device-id': VIEWER['x-device-id'] },
        { 'x-viewer-id': VIEWER['x-device-id'], 'x-device-id': VIEWER['x-viewer-id'] },
        {},
      ];
      for (const headers of others) await assertRestarted(cursorAt(9), { headers });
    });

    it('when it belongs to another scene', () => assertRestarted(cursorAt(9), { sceneId: 'related' }));

    it('when it is older than six hours, and not before', async () => {
      now = START + 6 * HOUR;
      assert.equal((await readPage(gateway, { after: cursorAt(9) })).session.restarted, false);
      now += 1_000;
      await assertRestarted(cursorAt(9));
    });

    it('when it was signed with another key of the same name', () => assertRestarted(cursorAt(9), {}, other));

    it('and the check is counted', async () => {
      const counted = () => gateway.metric('vitrine_boundary_total', { code: 'RQ_CURSOR' });
      const earlier = await counted();
      await assertRestarted('x');
      assert.equal(await counted(), earlier + 1);
    });
  });

  it('of the same viewer on another device goes on', async () => {
    const headers = { ...VIEWER, 'x-device-id': 'd2' };
    assert.equal((await readPage(gateway, { after: cursorAt(9), headers })).session.id, first.session.id);
  });

  it('of a device without a viewer goes on there', async () => {
    const headers = { 'x-device-id': 'd1' };
    const page = await readPage(gateway, { headers });
    const next = await readPage(gateway, { after: page.pageInfo.endCursor, headers });
    assertOneSession([page, next]);
  });

  it('of a client without ids goes on for any such client', async () => {
    const page = await readPage(gateway, { headers: {} });
    assertOneSession([page, await readPage(gateway, { after: page.pageInfo.endCursor, headers: {} })]);
  });

  it('outlives a change of keys while the old one is still listed', async () => {
    const renewed = await gatewayWith(`${NEW_KEY},${OLD_KEY}`);
    const page = await readPage(renewed, { after: cursorAt(9) });
    assert.equal(page.session.id, first.session.id);
    const next = await readPage(gateway, { after: page.pageInfo.endCursor });
    assert.equal(next.session.restarted, true, 'signed with the new key alone');
    await renewed.close();
  });
});
