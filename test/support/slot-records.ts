import { createHash } from 'node:crypto';
import type { Wire } from './records.js';

/** Schedule of default creatives: 2019 to 2099. */
const ALWAYS = { startAt: 1_546_300_800_000, endAt: 4_070_908_800_000 };

/** SLOTS: a plan without slots under the default policy. `digest` is computed over what stands there after `overrides`. */
export function slotPlanRecord(sceneId: string, overrides: Wire = {}): Wire {
  const plan = {
    schemaVersion: 1,
    sceneId,
    planVersion: 1,
    publishedAt: 1_573_315_200_000,
    effectiveAt: 1_573_315_200_000,
    policy: policyRecord(),
    slots: [],
    pools: [],
    ...overrides,
  };
  return { digest: `sha256:${createHash('sha256').update(canonical(plan)).digest('hex')}`, ...plan };
}

/** The default policy of domain.md, scene `home`. */
export const policyRecord = (overrides: Wire = {}): Wire => ({
  policyVersion: 1,
  spm: 'vt01.home.feed',
  scmScene: 40_050,
  pageSize: 10,
  minCount: 4,
  lookahead: 50,
  keyWindow: 50,
  requireProduct: false,
  soldOut: 'KEEP',
  maxDurationMs: null,
  fallbackTitle: null,
  exposureDays: 7,
  exposureRelax: true,
  onAlgorithmFailure: 'NEXT_TIER',
  backfillOrder: ['POOL', 'HOT'],
  rules: [
    { kind: 'EXCLUDE', dim: 'contentType', value: 'LIVE', positions: [0] },
    { kind: 'FREQ', dim: 'contentType', window: 5, limit: 1, value: 'LIVE' },
    { kind: 'FREQ', dim: 'author', window: 4, limit: 1 },
    { kind: 'FREQ', dim: 'spu', window: 10, limit: 1 },
    { kind: 'FREQ', dim: 'shop', window: 5, limit: 2 },
    { kind: 'FREQ', dim: 'category', window: 5, limit: 2 },
  ],
  ...overrides,
});

/** A slot at position 0 without creatives. */
export const slotRecord = (slotId: string, overrides: Wire = {}): Wire => ({
  slotId,
  name: slotId,
  enabled: true,
  killed: false,
  priority: 500,
  placement: { kind: 'FIXED', position: 0 },
  respectExposure: false,
  creatives: [],
  fallbackCreative: null,
  ...overrides,
});

/** A creative for everybody that shows a video; `contentType: 'LIVE'` makes it a room. */
export const creativeRecord = (creativeId: string, contentId: string, overrides: Wire = {}): Wire => ({
  creativeId,
  contentType: 'VIDEO',
  contentId,
  priority: 10,
  ...ALWAYS,
  targeting: targetingRecord(),
  frequencyCap: null,
  titleOverride: null,
  coverOverrideUrl: null,
  badge: null,
  banner: null,
  ...overrides,
});

/** A creative that is an image with a link. */
export const bannerRecord = (creativeId: string, overrides: Wire = {}): Wire => ({
  ...creativeRecord(creativeId, ''),
  contentType: 'BANNER',
  contentId: null,
  banner: {
    imageUrl: `https://img.example.test/b/${creativeId}.jpg`,
    width: 1_080,
    height: 360,
    targetUrl: 'https://act.example.test/1111',
    title: '11.11',
  },
  ...overrides,
});

/** No condition. */
export const targetingRecord = (overrides: Wire = {}): Wire => ({
  crowdsAny: [],
  crowdsNone: [],
  platforms: [],
  regions: [],
  minAppVersion: null,
  buckets: [],
  ...overrides,
});

/** SLOTS: nothing is offline. */
export const emergencyRecord = (overrides: Wire = {}): Wire => ({
  version: 1,
  updatedAt: 1_573_401_000_000,
  contents: [],
  products: [],
  authors: [],
  shops: [],
  ...overrides,
});

/** SLOTS: `home`, `channel`, `related`, and `retired`, which is disabled. */
export const sceneListRecord = (): Wire => ({
  scenes: ['home', 'channel', 'related', 'retired'].map((sceneId) => ({
    sceneId,
    name: sceneId,
    enabled: sceneId !== 'retired',
    killed: false,
  })),
});

/** JSON with sorted keys and no white space, written apart from the gateway's own so that each checks the other. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
