import { createHash } from 'node:crypto';

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

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
