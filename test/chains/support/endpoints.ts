import { globSync } from 'node:fs';
import type { Endpoint } from '../../../datasources/http/endpoint.js';

const DATASOURCES = new URL('../../../datasources/', import.meta.url);

/** Every endpoint that `datasources/` exports, by its id. */
export async function readEndpoints(): Promise<ReadonlyMap<string, Endpoint>> {
  const files = globSync('*/*.api.js', { cwd: DATASOURCES });
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, DATASOURCES).href) as Promise<object>),
  );
  const endpoints = modules
    .flatMap((module) => Object.values(module) as unknown[])
    .filter((each): each is Endpoint => typeof each === 'object' && each !== null && 'timeoutMs' in each);
  return new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
}
