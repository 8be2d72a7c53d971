/** Says what an operation asks of the upstreams, without sending it; `npm run explain -- --help` lists the options. */
import { runExplain } from './explain/command.js';

process.exitCode = await runExplain(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
