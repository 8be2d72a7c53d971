import type { Contestant } from './contestant.js';
import { hive, peer } from './peer.js';

/** Other stacks that serve the feed, each as its documentation shows it, and step by step to its best. */
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

/** What was tried and is no better: the other way to batch for mercurius. Checked like the rest, measured by hand. */
export const TRIED_PEERS: readonly Contestant[] = [
  peer({
    name: 'mercurius-dataloader',
    title: 'mercurius',
    configuration: 'DataLoader, type-graphql, got',
    program: 'mercurius',
    flags: [],
  }),
  peer({
    name: 'mercurius-lean-loaders',
    title: 'mercurius',
    configuration: 'jit: 1, undici, class instances, its loaders',
    program: 'mercurius',
    flags: ['--loaders=mercurius', '--jit', '--client=undici', '--schema=lean'],
  }),
];
