/** Checks and judges rules of a gray release; `npm run rollout -- --help` lists the commands. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runRollout } from './rollout/command.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = await runRollout(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  wallNow: Date.now,
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  signal: stop.signal,
  env: process.env,
});
