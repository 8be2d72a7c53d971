import type { Contestant } from '../contestants/contestant.js';
import { handWritten, vitrine } from '../contestants/contestants.js';
import { HAND_WRITTEN, VITRINE } from '../contestants/feed.js';
import { readMetric, readVitals } from '../measure/prometheus.js';

const PROGRAM = 'bench/production/gateway.js';

/** Settings of a machine that others use: nothing is taken for slow that only waits for its turn. */
const patience = (patient: boolean) => (patient ? { BENCH_PATIENCE: '20', REQUEST_DEADLINE_MS: '3000' } : {});

/** The gateway as production runs it: cache, shared loads, coalescing and registered documents. */
export const production = (patient: boolean): Contestant => ({
  name: 'vitrine-production',
  title: 'Vitrine, production',
  configuration: 'entity cache, shared loads, coalescing, registered documents only',
  command: (upstream) => vitrine(upstream, { TRUSTED_DOCUMENTS: 'on', ...patience(patient) }, [], PROGRAM),
  proof: {
    title: 'reads from the cache',
    read: (url) => readMetric(url, 'vitrine_lkg_reads_total', 'found="fresh"'),
    leastPerAnswer: 0.5,
  },
  vitals: readVitals,
});

/** The same with nothing shared between requests. */
export const unshared = (patient: boolean): Contestant => ({
  ...VITRINE,
  configuration: 'entity cache and coalescing off, registered documents only',
  command: (upstream) =>
    vitrine(
      upstream,
      { TRUSTED_DOCUMENTS: 'on', ENTITY_CACHE: 'off', COALESCING: 'off', ...patience(patient) },
      [],
      PROGRAM,
    ),
});

/** The hand-written handler with a cache like the gateway's. */
export const CACHING: Contestant = {
  ...HAND_WRITTEN,
  name: 'hand-written-cached',
  title: 'Hand-written handler with a cache',
  configuration: 'the same, records kept as long as the gateway keeps them, 64 MiB',
  command: (upstream) => {
    const { env, ...command } = handWritten(upstream);
    return { ...command, env: { ...env, RECORD_CACHE: 'on' } };
  },
};
