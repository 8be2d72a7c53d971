import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import { parsePlan } from '../../../datasources/slots/plan.contract.js';
import type { SlotPlan } from '../../../datasources/slots/slot-plan.js';
import type { ReasonCode } from '../../../schema/reason-codes.js';
import { videoId, type Wire } from '../../support/records.js';
import {
  bannerRecord,
  creativeRecord,
  policyRecord,
  slotPlanRecord,
  slotRecord,
} from '../../support/slot-records.js';

/** As large as a whole number can be on the wire, and beyond what GraphQL's Int holds. */
const VAST = Number.MAX_SAFE_INTEGER;
/** Text of 80 kB that looks like the beginning of tags without end. */
const ENDLESS = '<a'.repeat(40_000);
const QUICK_MS = 500;

function parse(overrides: Wire): { plan: SlotPlan; counts: ReasonCode[] } {
  const counts: ReasonCode[] = [];
  const context = { media: new MediaPolicy(null), report: (code: ReasonCode) => void counts.push(code) };
  return { plan: parsePlan(slotPlanRecord('home', overrides), context), counts };
}

const banner = (overrides: Wire): Wire => {
  const record = bannerRecord('c-1');
  return { ...record, banner: { ...(record['banner'] as Wire), ...overrides } };
};
const showing = (creative: Wire): Wire => ({ slots: [slotRecord('s-1', { creatives: [creative] })] });

describe('a slot plan', () => {
  it('shows a banner without sizes that no client can read', () => {
    const { plan } = parse(showing(banner({ width: VAST, height: -1 })));
    const [shown] = plan.slots[0]?.creatives ?? [];
    assert.deepEqual([shown?.banner?.image.width, shown?.banner?.image.height], [null, null]);
  });

  it('ignores a slot that repeats beyond the end of all sessions', () => {
    const every = (distance: number) => ({
      slots: [slotRecord('s-1', { placement: { kind: 'INTERVAL', start: 0, every: distance, max: 1 } })],
    });
    assert.equal(parse(every(299)).plan.slots.length, 1);
    const { plan, counts } = parse(every(VAST));
    assert.deepEqual(plan.slots, []);
    assert.deepEqual(counts, ['SC_RANGE']);
  });

  it('lends no blank title to a video without one', () => {
    const titled = (fallbackTitle: string) => parse({ policy: policyRecord({ fallbackTitle }) }).plan.policy;
    assert.equal(titled(' <b></b> ').fallbackTitle, null);
    assert.equal(titled(' Today ').fallbackTitle, 'Today');
  });

  it('is rejected, and soon, for texts that nobody wrote', () => {
    const creative = (overrides: Wire) => creativeRecord('c-1', videoId(1), overrides);
    const plans: Wire[] = [
      showing(creative({ titleOverride: ENDLESS })),
      showing(creative({ badge: ENDLESS })),
      showing(banner({ title: ENDLESS })),
      { slots: [slotRecord('s-1', { name: ENDLESS })] },
      { policy: policyRecord({ fallbackTitle: ENDLESS }) },
    ];
    const startedAt = performance.now();
    for (const plan of plans) assert.throws(() => parse(plan), /rejected/);
    assert.ok(performance.now() - startedAt < QUICK_MS);
  });
});
