/** Publishes snapshots by hand and steers what is published; `npm run snapshot -- --help` lists the commands. */
import { createRequire } from 'node:module';
import { runCommand } from '../src/snapshots/command/run.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  version,
  format: async (json) => {
    // Loaded for the one command that needs it.
    const { format, resolveConfig } = await import('prettier');
    return format(json, { ...(await resolveConfig('package.json')), parser: 'json' });
  },
});
