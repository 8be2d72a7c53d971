/** Checks and judges rules of a gray release; `npm run rollout -- --help` lists the commands. */
import { runRollout } from './rollout/command.js';

process.exitCode = await runRollout(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  wallNow: Date.now,
});
