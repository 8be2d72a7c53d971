import { readMetric, readVitals } from '../measure/prometheus.js';
import type { Contestant } from './contestant.js';
import { handWritten, PATIENT, vitrine } from './contestants.js';
import { PEERS } from './peers.js';

/** The handler that all others are divided by. */
export const HAND_WRITTEN: Contestant = {
  name: 'hand-written',
  title: 'Hand-written handler',
  configuration: 'node:http and undici, this query alone, no checks',
  command: handWritten,
};

/** The gateway with nothing shared between requests; chains, deadlines, metrics and logs are on. */
export const VITRINE: Contestant = {
  name: 'vitrine',
  title: 'Vitrine',
  configuration: 'production, entity cache off',
  command: (upstream) => vitrine(upstream, { ENTITY_CACHE: 'off' }),
  proof: {
    title: 'compiled executions',
    read: (url) => readMetric(url, 'vitrine_executions_total', 'engine="compiled"'),
    leastPerAnswer: 0.99,
  },
  vitals: readVitals,
};

/** The same for machines that others use at the same time: what it costs is the same, but it is in no hurry. */
export const PATIENT_VITRINE: Contestant = {
  ...VITRINE,
  configuration: 'production, entity cache off, time limits × 20',
  command: (upstream) => vitrine(upstream, { ENTITY_CACHE: 'off', REQUEST_DEADLINE_MS: '3000' }, [], PATIENT),
};

/** The same once more: how far apart equal servers are measured. */
export const twinOf = (contestant: Contestant): Contestant => ({
  ...contestant,
  name: `${contestant.name}-again`,
  title: `${contestant.title}, again`,
});

/** All who answer the feed query, in the order of tables. */
export const FEED_CONTESTANTS: readonly Contestant[] = [HAND_WRITTEN, VITRINE, ...PEERS];
