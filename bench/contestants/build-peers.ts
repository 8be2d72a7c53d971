import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Bench } from '../suite/bench.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Installs and compiles the peers as `npm run bench:peers` does. Where that fails, it is said, and those that are missing are left out. */
export async function buildPeers({ say, signal }: Pick<Bench, 'say' | 'signal'>): Promise<void> {
  say('  peers: npm run bench:peers');
  const npm = spawn('npm', ['run', '--silent', 'bench:peers'], { cwd: ROOT, stdio: 'ignore', signal });
  const [code] = (await once(npm, 'exit')) as [number | null];
  if (code !== 0) say('  peers: not built anew; npm run bench:peers says why.');
}
