import { describeOldNode } from './startup/node-version.js';

// Nothing of the gateway is imported before this check: an old Node fails while loading the rest, with a message about syntax.
const tooOld = describeOldNode(process.versions.node);
if (tooOld !== null) {
  console.error(tooOld);
  process.exit(1);
}

const [{ run }, { SANDBOX_PATH }, { createApp }, { bufferedOutput }] = await Promise.all([
  import('./startup/run.js'),
  import('./startup/sandbox-path.js'),
  import('./app.js'),
  import('./observability/buffered-output.js'),
]);

process.exit(
  await run({
    createApp: (config) => createApp(config, { logTo: bufferedOutput() }),
    sandboxPath: SANDBOX_PATH,
    sandboxReadyWithinMs: 30_000,
  }),
);
