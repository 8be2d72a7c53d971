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

interface Peer {
  readonly name: string;
  readonly title: string;
  readonly configuration: string;
  /** Program of `bench/peers` without its ending. */
  readonly program: string;
  readonly flags: readonly string[];
}

const peer = ({ name, title, configuration, program, flags }: Peer): Contestant => {
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

const hive = (name: string, configuration: string, jit: boolean): Contestant => ({
  name,
  title: 'Hive Gateway',
  configuration,
  command: (upstream) => hiveCommand(upstream, jit),
  missing: () => (existsSync(join(HIVE, 'dist/supergraph.graphql')) ? null : REMEDY),
  ...(jit && { proof: compiles }),
});

/** Other stacks that serve the feed, each as its documentation shows it, step by step to its best. */
export const PEERS: readonly Contestant[] = [
  peer({
    name: 'apollo-documented',
    title: 'Apollo Server',
    configuration: 'as documented: standalone, type-graphql, DataLoader, got',
    program: 'apollo-standalone',
    flags: [],
  }),
  peer({
    name: 'apollo-fastify-documented',
    title: 'Apollo Server on Fastify',
    configuration: 'as documented: type-graphql, DataLoader, got',
    program: 'apollo-fastify',
    flags: [],
  }),
  peer({
    name: 'apollo-undici',
    title: 'Apollo Server on Fastify',
    configuration: 'the same with undici',
    program: 'apollo-fastify',
    flags: ['--client=undici'],
  }),
  peer({
    name: 'apollo-lean',
    title: 'Apollo Server on Fastify',
    configuration: 'undici, no cache-control plugin, class instances, simpleResolvers',
    program: 'apollo-fastify',
    flags: ['--client=undici', '--no-cache-control', '--schema=lean'],
  }),
  peer({
    name: 'apollo-jit',
    title: 'Apollo Server on Fastify',
    configuration: 'the same with graphql-jit by way of a gateway',
    program: 'apollo-fastify',
    flags: ['--client=undici', '--no-cache-control', '--schema=lean', '--jit'],
  }),
  peer({
    name: 'mercurius-documented',
    title: 'mercurius',
    configuration: 'as documented: its loaders, type-graphql, got',
    program: 'mercurius',
    flags: ['--loaders=mercurius'],
  }),
  peer({
    name: 'mercurius-dataloader',
    title: 'mercurius',
    configuration: 'DataLoader, type-graphql, got',
    program: 'mercurius',
    flags: [],
  }),
  peer({
    name: 'mercurius-jit',
    title: 'mercurius',
    configuration: 'as documented, jit: 1, got',
    program: 'mercurius',
    flags: ['--loaders=mercurius', '--jit'],
  }),
  peer({
    name: 'mercurius-jit-undici',
    title: 'mercurius',
    configuration: 'as documented, jit: 1, undici',
    program: 'mercurius',
    flags: ['--loaders=mercurius', '--jit', '--client=undici'],
  }),
  peer({
    name: 'mercurius-lean-loaders',
    title: 'mercurius',
    configuration: 'jit: 1, undici, class instances, its loaders',
    program: 'mercurius',
    flags: ['--loaders=mercurius', '--jit', '--client=undici', '--schema=lean'],
  }),
  peer({
    name: 'mercurius-lean',
    title: 'mercurius',
    configuration: 'jit: 1, undici, class instances, DataLoader',
    program: 'mercurius',
    flags: ['--jit', '--client=undici', '--schema=lean'],
  }),
  peer({
    name: 'mercurius-sdl',
    title: 'mercurius',
    configuration: 'the same without type-graphql',
    program: 'mercurius',
    flags: ['--jit', '--client=undici', '--schema=sdl'],
  }),
  peer({
    name: 'yoga-documented',
    title: 'GraphQL Yoga',
    configuration: 'as documented: type-graphql, DataLoader, got',
    program: 'yoga',
    flags: [],
  }),
  peer({
    name: 'yoga-undici',
    title: 'GraphQL Yoga',
    configuration: 'the same with undici',
    program: 'yoga',
    flags: ['--client=undici'],
  }),
  peer({
    name: 'yoga-jit',
    title: 'GraphQL Yoga',
    configuration: 'useGraphQlJit, undici, class instances',
    program: 'yoga',
    flags: ['--jit', '--client=undici', '--schema=lean'],
  }),
  hive('hive-documented', 'as documented: mesh-compose, additional resolvers with batching', false),
  hive('hive-jit', 'the same with its option jit', true),
];
