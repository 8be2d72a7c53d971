import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant.js';
import { readMetric, readVitals } from '../measure/prometheus.js';
import { tailcall } from './tailcall.js';

/** How users are asked for: each by its own call, or all in one. */
type Users = 'each' | 'bulk';

const ASKED: Readonly<Record<Users, string>> = { each: 'a call per user', bulk: 'all users in one call' };

const node = (program: string, upstream: string, env: Readonly<Record<string, string>>) => ({
  program: process.execPath,
  args: [join(import.meta.dirname, program)],
  env: { NODE_ENV: 'production', UPSTREAM_URL: upstream, ...env },
});

const handWritten = (name: string, users: Users, shared: boolean): Contestant => ({
  name,
  title: 'Hand-written handler',
  configuration: `node:http and undici, these queries alone, ${ASKED[users]}${shared ? ', answers in flight shared' : ''}`,
  command: (upstream) => node('hand-written.js', upstream, { USERS: users, SHARED: shared ? 'on' : 'off' }),
});

const vitrine = (name: string, users: Users, coalescing: boolean): Contestant => ({
  name,
  title: 'Vitrine',
  configuration: `its server and chains over this schema, ${ASKED[users]}, coalescing ${coalescing ? 'on' : 'off'}`,
  command: (upstream) =>
    node('vitrine/main.js', upstream, { USERS: users, COALESCING: coalescing ? 'on' : 'off' }),
  vitals: readVitals,
  ...(coalescing && {
    proof: {
      title: 'coalesced answers',
      read: (url) => readMetric(url, 'vitrine_boundary_total', 'code="RQ_COALESCE"'),
      leastPerAnswer: 0.5,
    },
  }),
});

/** Nobody shares anything between requests: eleven calls for posts with their users. */
export const ALONE: readonly Contestant[] = [
  handWritten('hand-written', 'each', false),
  tailcall('tailcall', { bulk: false, dedupe: false }),
  vitrine('vitrine', 'each', false),
];

/** Nor here, but all users are asked for at once. */
export const BULK: readonly Contestant[] = [
  handWritten('hand-written-bulk', 'bulk', false),
  tailcall('tailcall-bulk', { bulk: true, dedupe: false }),
  vitrine('vitrine-bulk', 'bulk', false),
];

/** Equal requests in flight share an answer. */
export const SHARED: readonly Contestant[] = [
  handWritten('hand-written-shared', 'bulk', true),
  tailcall('tailcall-dedupe', { bulk: true, dedupe: true }),
  tailcall('tailcall-dedupe-each', { bulk: false, dedupe: true }),
  vitrine('vitrine-coalesced', 'bulk', true),
];
