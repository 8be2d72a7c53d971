import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { PINS } from '../measure/processes.js';
import type { BenchRecord } from './record.js';

const ROOT = join(import.meta.dirname, '../../..');
/** Libraries on the path of a request. */
const LIBRARIES = ['@apollo/server', 'fastify', 'graphql', 'graphql-jit', 'type-graphql', 'undici'];

/** The machine and the versions of a run. */
export function readSurroundings(): BenchRecord['surroundings'] {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return {
    commit: readCommit(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length, // of the machine: this process is kept on one
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    pinned: PINS,
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      ...Object.fromEntries(LIBRARIES.map((name) => [name, dependencies[name] ?? 'unknown'])),
    },
  };
}

/** Results do not count as a difference: they are what a run writes. */
function readCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  try {
    const differs = git('status', '--porcelain', '--', '.', ':!bench/results') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${differs ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}
