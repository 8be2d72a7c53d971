/** Breaks one upstream after another and shows what viewers saw; `npm run drill -- --help` lists the options. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './drill/command.js';

const stop = new AbortController();
// Listened to until the end: whoever presses Ctrl-C twice must not leave faults behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  screen: {
    write: (text) => void process.stdout.write(text),
    width: process.stdout.isTTY ? process.stdout.columns : null,
  },
  clock: {
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }),
  },
  signal: stop.signal,
  wallNow: Date.now,
});
