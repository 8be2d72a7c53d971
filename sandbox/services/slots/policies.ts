import type { ScatterRule, ScenePolicy } from './plan.js';

const DEFAULT_RULES: readonly ScatterRule[] = [
  { kind: 'EXCLUDE', dim: 'contentType', value: 'LIVE', positions: [0] },
  { kind: 'FREQ', dim: 'contentType', window: 5, limit: 1, value: 'LIVE' },
  { kind: 'FREQ', dim: 'author', window: 4, limit: 1 },
  { kind: 'FREQ', dim: 'spu', window: 10, limit: 1 },
  { kind: 'FREQ', dim: 'shop', window: 5, limit: 2 },
  { kind: 'FREQ', dim: 'category', window: 5, limit: 2 },
];

const SCM_SCENES: Readonly<Record<string, number>> = {
  home: 40_050,
  channel: 40_051,
  related: 40_052,
  retired: 40_053,
};

/** The default policy of a scene; `channel` shows only videos with products. */
export function policyOf(sceneId: string): ScenePolicy {
  return {
    policyVersion: 7,
    spm: `vt01.${sceneId}.feed`,
    scmScene: SCM_SCENES[sceneId] ?? 40_099,
    pageSize: 10,
    minCount: 4,
    lookahead: 50,
    keyWindow: 50,
    requireProduct: sceneId === 'channel',
    soldOut: 'KEEP',
    maxDurationMs: null,
    fallbackTitle: null,
    exposureDays: 7,
    exposureRelax: true,
    onAlgorithmFailure: 'NEXT_TIER',
    backfillOrder: ['POOL', 'HOT'],
    rules: DEFAULT_RULES,
  };
}
