import { createHash } from 'node:crypto';
import { canonical } from '../measure/canonical.js';

/** A plan without slots: what is measured is the list that was ranked. */
const PLAN = {
  schemaVersion: 1,
  sceneId: 'home',
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

/** The slot plan of the scene `home`, with its digest. */
export const planText = (): string =>
  JSON.stringify({
    ...PLAN,
    digest: `sha256:${createHash('sha256').update(canonical(PLAN)).digest('hex')}`,
  });
