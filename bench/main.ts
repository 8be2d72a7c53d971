/** Measures the gateway beside other servers; `npm run bench -- --help` lists the options. */
import { join } from 'node:path';
import { runCommand } from './command/command.js';
import { pinSelf } from './measure/processes.js';
import { SCENARIOS } from './scenarios/scenarios.js';

const stop = new AbortController();
// Listened to until the end: whoever presses Ctrl-C twice must not leave servers behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

pinSelf();
process.exitCode = await runCommand(process.argv.slice(2), {
  scenarios: SCENARIOS,
  root: join(import.meta.dirname, '../..'),
  signal: stop.signal,
  wallNow: Date.now,
  say: (line) => void process.stdout.write(`${line}\n`),
});
