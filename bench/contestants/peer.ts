import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Command } from '../measure/processes.js';
import type { Contestant, Proof } from './contestant.js';

/** Where `npm run bench:peers` builds them. */
const BUILT = join(import.meta.dirname, '../../../bench/peers/dist');
const HIVE = join(import.meta.dirname, '../../../bench/peers/hive');
const HIVE_PROGRAM = join(HIVE, 'node_modules/@graphql-hive/gateway/dist/bin.js');
const REMEDY = 'npm run bench:peers builds it';

/** Compiled executions, as the resolver of the feed counts them. */
const compiles: Proof = {
  title: 'compiled executions',
  leastPerAnswer: 0.99,
  async read(url) {
    const answer = await fetch(`${url}/bench/compiled`);
    return ((await answer.json()) as { times: number }).times;
  },
};

/** What tells peers of one program apart. */
interface Peer {
  readonly name: string;
  readonly title: string;
  readonly configuration: string;
  /** Program of `bench/peers` without its ending. */
  readonly program: string;
  readonly flags: readonly string[];
}

/** A peer of `bench/peers`. */
export const peer = ({ name, title, configuration, program, flags }: Peer): Contestant => {
  const file = join(BUILT, `${program}.js`);
  return {
    name,
    title,
    configuration,
    command: (upstream) => ({
      program: process.execPath,
      args: [file, ...flags],
      env: { NODE_ENV: 'production', UPSTREAM_URL: upstream },
    }),
    missing: () => (existsSync(file) ? null : REMEDY),
    ...(flags.includes('--jit') && { proof: compiles }),
  };
};

/** How Hive Gateway is started: by its own program, with what mesh-compose made. */
async function hiveCommand(upstream: string, jit: boolean): Promise<Command> {
  const port = await freePort();
  const config = ['supergraph', 'dist/supergraph.graphql', '--config-path', 'dist/hive/gateway.config.js'];
  return {
    program: process.execPath,
    args: [HIVE_PROGRAM, ...config, '--host', '127.0.0.1', '--port', String(port)],
    env: { NODE_ENV: 'production', UPSTREAM_URL: upstream, PEER_JIT: jit ? 'on' : 'off' },
    cwd: HIVE,
    listensAt: `http://127.0.0.1:${port}`,
    readyAt: '/readiness',
  };
}

/** Hive Gateway, with its option `jit` or without. */
export const hive = (name: string, configuration: string, jit: boolean): Contestant => ({
  name,
  title: 'Hive Gateway',
  configuration,
  command: (upstream) => hiveCommand(upstream, jit),
  missing: () => (existsSync(join(HIVE, 'dist/supergraph.graphql')) ? null : REMEDY),
  ...(jit && { proof: compiles }),
});
