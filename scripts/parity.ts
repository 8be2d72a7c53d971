/** Says whether two paths answer alike, and whether the next step may be taken; `npm run parity -- --help` lists the options. */
import { runParity } from './parity/command.js';

process.exitCode = await runParity(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: Date.now,
});
