import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PINS, SERVER_CORE } from '../measure/processes.js';
import type { Invoked } from './invoke.js';

const INVOKE = join(import.meta.dirname, 'invoke.js');

/** One process that began, answered and ended. */
export interface ColdStart extends Invoked {
  /** From before the spawn to the answer in the hands of who asked, in ms. */
  readonly ms: number;
}

/** Spawns a process that loads a handler and answers one event. */
export function spawnCold(
  module: string,
  event: unknown,
  env: Readonly<Record<string, string>>,
): Promise<ColdStart> {
  const node = [process.execPath, INVOKE, module];
  const [program = '', ...args] = PINS ? ['taskset', '-c', String(SERVER_CORE), ...node] : node;
  const { promise, resolve, reject } = Promise.withResolvers<ColdStart>();
  const startedAt = performance.now();
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env, EVENT: JSON.stringify(event) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let ms = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    ms = performance.now() - startedAt;
  });
  child.once('error', reject);
  child.once('close', (code) => {
    const said = output.trimEnd().split('\n').at(-1) ?? ''; // log lines come before it
    if (code === 0) resolve({ ...(JSON.parse(said) as Invoked), ms });
    else reject(new Error(`${module} ended with ${code} and said: ${output.slice(0, 500)}`));
  });
  return promise;
}
