import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from '../../../scripts/rollout/sub-command.js';

/** A process for a command: what it says is kept, time is real unless changed. */
export function surroundings(changes: Partial<Surroundings> = {}): {
  readonly said: { out: string; err: string };
  readonly parts: Surroundings;
} {
  const said = { out: '', err: '' };
  const parts: Surroundings = {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    wallNow: Date.now,
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    signal: new AbortController().signal,
    env: {},
    ...changes,
  };
  return { said, parts };
}
