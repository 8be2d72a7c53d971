import type { ScenePolicy } from '../../datasources/slots/plan.schema.js';

/** What holds for a scene whose plan was never read. Scatter windows follow AIRec's advice: one screen plus one item. */
export const DEFAULT_POLICY: ScenePolicy = {
  policyVersion: 0,
  spm: 'vt01.default.feed',
  scmScene: 0,
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
};
