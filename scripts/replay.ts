/** Answers recorded requests once more and compares the answers; `npm run replay -- --help` lists the options. */
import { runReplay } from './replay/command.js';

process.exitCode = await runReplay(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: Date.now,
});
