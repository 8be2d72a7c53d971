import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { videoId, videoRecord, type Wire } from '../support/records.js';
import { batch, failure, json, subjectOf } from '../support/fake-upstreams.js';
import { bannerRecord, creativeRecord, slotRecord, targetingRecord } from '../support/slot-records.js';
import { startBoundaryGateway } from './support/boundary-gateway.js';
import { assertNextTier, shown, videos } from './support/shown.js';

/** A slot at an exact position with creatives, named after both. */
const slotAt = (position: number, creatives: readonly Wire[], overrides: Wire = {}): Wire =>
  slotRecord(`at-${position}`, { placement: { kind: 'FIXED', position }, creatives, ...overrides });
const creative = (index: number, overrides: Wire = {}) =>
  creativeRecord(`c-${index}`, videoId(index), overrides);
const placed = (slotId: string, placement: Wire, overrides: Wire = {}) =>
  slotRecord(slotId, { placement, fallbackCreative: creative(40), ...overrides });
const many = (count: number) => Array.from({ length: count }, (_, i) => creative(100 + i));
const day = (year: number, month = 1, date = 1) => Date.UTC(year, month - 1, date);
const crowd = { targeting: targetingRecord({ crowdsAny: ['new'] }) };

const gateway = await startBoundaryGateway({
  scenes: {
    scheduled: {
      slots: [
        slotAt(0, [creative(40, { startAt: day(2019), endAt: day(2101) - 1 })]),
        slotAt(1, [creative(41, { startAt: day(2030), endAt: day(2030) })]),
        slotAt(2, [creative(42, { startAt: day(2019) / 1_000, endAt: day(2030) / 1_000 })]),
        slotAt(3, [creative(43, { startAt: day(2019) - 1, endAt: day(2030) })]),
        slotAt(4, [creative(44, { startAt: day(2019), endAt: day(2101) })]),
        slotAt(5, [], { fallbackCreative: creative(45, { startAt: 7, endAt: 6 }) }),
      ],
    },
    ranged: {
      slots: [
        placed('fixed-299', { kind: 'FIXED', position: 299 }),
        placed('fixed-300', { kind: 'FIXED', position: 300 }),
        placed('fixed-minus', { kind: 'FIXED', position: -1 }),
        placed('interval-299', { kind: 'INTERVAL', start: 9, every: 10, max: 30 }),
        placed('interval-309', { kind: 'INTERVAL', start: 9, every: 10, max: 31 }),
        placed('random-299', { kind: 'RANDOM', start: 290, span: 10, count: 10 }),
        placed('random-300', { kind: 'RANDOM', start: 290, span: 11, count: 10 }),
        placed('random-crowded', { kind: 'RANDOM', start: 0, span: 3, count: 4 }),
        placed('top-10', { kind: 'TOP' }, { creatives: many(10) }),
        placed('top-11', { kind: 'TOP' }, { creatives: many(11) }),
        placed('fixed-20', { kind: 'FIXED', position: 50 }, { creatives: many(20) }),
        placed('fixed-21', { kind: 'FIXED', position: 51 }, { creatives: many(21) }),
        placed('priority-999', { kind: 'FIXED', position: 52 }, { priority: 999 }),
        placed('priority-1000', { kind: 'FIXED', position: 53 }, { priority: 1_000 }),
      ],
    },
    contested: {
      slots: [
        slotRecord('weak', {
          placement: { kind: 'FIXED', position: 1 },
          priority: 499,
          creatives: [creative(41)],
        }),
        slotRecord('strong', { placement: { kind: 'FIXED', position: 1 }, creatives: [creative(40)] }),
      ],
    },
    dirty: {
      slots: [
        slotAt(0, [creative(40, { priority: 20 }), creative(41)]),
        slotAt(1, [creative(42)], { fallbackCreative: creative(43) }),
        slotAt(2, [creative(44)]),
      ],
    },
    malformed: {
      slots: [
        slotAt(0, [creative(40, { contentId: 'x' }), creative(41, { contentId: null }), creative(42)]),
        slotAt(1, [bannerRecord('b-1', { banner: null }), bannerRecord('b-2')]),
      ],
      pools: [{ poolId: 'p', contents: [{ contentType: 'VIDEO', contentId: '0' }] }],
    },
    audience: { slots: [slotAt(0, [creative(40, crowd)], { fallbackCreative: creative(41) })] },
    capped: { slots: [slotAt(0, [creative(40, { frequencyCap: { count: 2, days: 7 } })])] },
    empty: { slots: [slotAt(0, [])] },
    switched: {
      slots: [
        slotAt(0, [creative(40)], { killed: true }),
        slotAt(1, [creative(41)], { killed: true, enabled: false }),
        slotAt(2, [creative(42)]),
      ],
    },
    killed: {},
  },
  sceneFlags: { killed: { killed: true } },
});
const { upstreams } = gateway;
after(() => gateway.close());
beforeEach(() => upstreams.reset());

/** CONTENT answers with these properties for the videos of these numbers; null: missing, undefined: failed. */
const content = (dirt: Readonly<Record<number, Wire | null | undefined>>) =>
  upstreams.on(
    'CONTENT',
    '/videos:batchGet',
    batch((id) => {
      const index = Number(id.slice(-9));
      if (!(index in dirt)) return videoRecord(id, {}, gateway.clock.now);
      const overrides = dirt[index];
      return overrides && videoRecord(id, overrides, gateway.clock.now);
    }),
  );

describe('boundary checks of slots', () => {
  it('SC_SCHEDULE: a creative with an impossible schedule is rejected, a fallback creative has none', async () => {
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'SC_SCHEDULE' }), 4);
    const { answer, counts } = await gateway.page('scheduled', { first: 20 });
    assert.deepEqual(shown(answer), ['video 40', ...videos(1, 4), 'video 45', ...videos(5, 18)]);
    assert.deepEqual(counts, { SC_EMPTY: 4 });
  });

  it('SC_RANGE: a slot outside its bounds is ignored, the rest of the plan stands', async () => {
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'SC_RANGE' }), 8);
    const { data } = await gateway.ask('{ scene(id: "ranged") { slots { slotId } } }');
    assert.deepEqual(
      data.scene.slots.map(({ slotId }: { slotId: string }) => slotId),
      ['priority-999', 'fixed-20', 'fixed-299', 'interval-299', 'random-299', 'top-10'],
    );
  });

  it('SC_CONFLICT: of two slots at one position the stronger one has it', async () => {
    const { answer, counts } = await gateway.page('contested');
    assert.deepEqual(shown(answer), ['video 1', 'video 40', ...videos(2, 9)]);
    assert.equal(answer.data.feed.edges[1].slot.slotId, 'strong');
    assert.deepEqual(counts, { SC_CONFLICT: 1 });
  });

  it('SC_CONTENT: a creative whose content cannot show gives way to the next, the fallback, the algorithm', async () => {
    content({ 40: { status: 'DELETED' }, 42: { auditStatus: 'REJECTED' }, 44: null });
    const { answer, counts } = await gateway.page('dirty');
    assert.deepEqual(shown(answer), ['video 41', 'video 43', ...videos(1, 8)]);
    assert.deepEqual(
      answer.data.feed.edges.slice(0, 3).map(({ source }: { source: string }) => source),
      ['SLOT', 'SLOT_FALLBACK', 'ALGORITHM'],
    );
    assert.deepEqual(counts, { SC_CONTENT: 3 });
    content({});
    const good = await gateway.page('dirty');
    assert.deepEqual(shown(good.answer).slice(0, 3), ['video 40', 'video 42', 'video 44']);
    assert.deepEqual(good.counts, {});
  });

  it('SC_CONTENT: a creative or pool entry that names no content is left out of the plan', async () => {
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'SC_CONTENT' })) >= 4);
    const { answer, counts } = await gateway.page('malformed');
    assert.deepEqual(shown(answer), ['video 42', 'banner b-2', ...videos(1, 8)]);
    assert.deepEqual(counts, {});
  });

  it('SC_AUDIENCE: while crowds are unknown, nobody is in one', async () => {
    const profile = (crowds: readonly string[]) =>
      upstreams.on('ENGAGEMENT', '/viewer-profile', (call) =>
        json({ ...subjectOf(call), crowds, region: null }),
      );
    profile(['new']);
    const member = await gateway.page('audience');
    assert.deepEqual([shown(member.answer)[0], member.counts], ['video 40', {}]);
    profile(['old']);
    const other = await gateway.page('audience');
    assert.deepEqual([shown(other.answer)[0], other.counts], ['video 41', {}]);
    upstreams.on('ENGAGEMENT', '/viewer-profile', () => failure(500));
    const unknown = await gateway.page('audience');
    assert.deepEqual([shown(unknown.answer)[0], unknown.counts], ['video 41', { SC_AUDIENCE: 1 }]);
    assert.equal(unknown.answer.data.feed.serving.degraded, true);
  });

  it('SC_CAP: a creative is capped by what is known to have been seen', async () => {
    const seen = (body: Wire) =>
      upstreams.on('EXPOSURE', '/exposures', (call) =>
        json({ ...subjectOf(call), asOf: gateway.clock.now, contents: [], ...body }),
      );
    seen({ creativeCounts: { 'c-40': { d1: 0, d7: 2, d30: 9 } } });
    const capped = await gateway.page('capped');
    assert.deepEqual([shown(capped.answer)[0], capped.counts], ['video 1', {}]);
    seen({ creativeCounts: { 'c-40': { d1: 0, d7: 1, d30: 9 } } });
    const below = await gateway.page('capped');
    assert.deepEqual([shown(below.answer)[0], below.counts], ['video 40', {}]);
    seen({});
    const uncounted = await gateway.page('capped');
    assert.deepEqual([shown(uncounted.answer)[0], uncounted.counts], ['video 40', { SC_CAP: 1 }]);
    upstreams.on('EXPOSURE', '/exposures', () => failure(503));
    const down = await gateway.page('capped');
    assert.deepEqual([shown(down.answer)[0], down.counts], ['video 40', { SC_CAP: 1 }]);
  });

  it('SC_EMPTY: a slot without creatives leaves its position to the algorithm', async () => {
    const { answer, counts } = await gateway.page('empty');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { SC_EMPTY: 1 });
  });

  it('SC_KILLED: a slot switched off leaves its position to the algorithm', async () => {
    const { answer, counts } = await gateway.page('switched');
    assert.deepEqual(shown(answer), ['video 1', 'video 2', 'video 42', ...videos(3, 9)]);
    assert.deepEqual(counts, { SC_KILLED: 1 });
    const next = await gateway.page('switched', { after: answer.data.feed.pageInfo.endCursor });
    assert.deepEqual(next.counts, {}, 'it has no position on page two');
  });

  it('SC_KILLED: a scene switched off is served from memory, and can still be asked about', async () => {
    const { answer, counts } = await gateway.page('killed');
    assertNextTier(answer);
    assert.deepEqual(counts, { SC_KILLED: 1 });
    assert.equal(upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
    const { data } = await gateway.ask('{ scene(id: "killed") { name } }');
    assert.deepEqual(data, { scene: { name: 'killed' } });
  });
});
