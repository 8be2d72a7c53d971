/** Publishes snapshots by hand and steers what is published; `npm run snapshot -- --help` lists the commands. */
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';
import { runCommand } from '../src/snapshots/command/run.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  version,
  format: async (json) => format(json, { ...(await resolveConfig('package.json')), parser: 'json' }),
});
