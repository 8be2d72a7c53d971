import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../shared/usage-error.js';

/** The test that breaks everything in every way; it starts its own services. */
export const FULL_MATRIX = join(import.meta.dirname, '../../test/faults/full-matrix.js');

/**
 * Runs the whole fault matrix, or of it the faults and upstreams in `only`; its words go to our output. Resolves to whether it
 * passed.
 * @throws UsageError when it is not built
 */
export async function runFullMatrix(
  path: string,
  only: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  if (!existsSync(path))
    throw new UsageError(`The fault matrix is not built: ${path} is missing.`, 'Run npm run build.');
  const child = spawn(process.execPath, ['--enable-source-maps', '--test', path], {
    stdio: 'inherit',
    env: { ...process.env, MATRIX_ONLY: only.join() },
  });
  const end = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  await once(child, 'exit');
  signal.removeEventListener('abort', end);
  return child.exitCode === 0;
}
