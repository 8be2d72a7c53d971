import { createHash } from 'node:crypto';
import { canonical } from '../measure/canonical.js';

/** A plan without slots: what is measured is the list that was ranked. */
const PLAN = {
  schemaVersion: 1,
  planVersion: 1,
  publishedAt: 1_573_315_200_000,
  effectiveAt: 1_573_315_200_000,
  policy: {
    policyVersion: 1,
    spm: 'vt01.home.feed',
    scmScene: 40_050,
    pageSize: 20,
    minCount: 4,
    lookahead: 10,
    keyWindow: 50,
    requireProduct: false,
    soldOut: 'KEEP',
    maxDurationMs: null,
    fallbackTitle: null,
    exposureDays: 7,
    exposureRelax: true,
    onAlgorithmFailure: 'NEXT_TIER',
    backfillOrder: [],
    rules: [{ kind: 'FREQ', dim: 'author', window: 4, limit: 1 }],
  },
  slots: [],
  pools: [],
};

/** The slot plan of a scene, with its digest. */
export function planText(sceneId: string): string {
  const plan = { ...PLAN, sceneId };
  const digest = createHash('sha256').update(canonical(plan)).digest('hex');
  return JSON.stringify({ ...plan, digest: `sha256:${digest}` });
}
