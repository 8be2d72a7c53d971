/**
 * The gateway of production with its time limits stretched: a machine that many share is not to be taken for slow upstreams, whose
 * absence makes an answer degraded.
 */
import { createApp } from '../../src/app.js';
import { bufferedOutput } from '../../src/observability/buffered-output.js';
import { run } from '../../src/startup/run.js';
import { SANDBOX_PATH } from '../../src/startup/sandbox-path.js';

const FACTOR = 20;
const READY_MS = 30_000;

process.exit(
  await run({
    createApp: (config) => createApp(config, { timeoutFactor: FACTOR, logTo: bufferedOutput() }),
    sandboxPath: SANDBOX_PATH,
    sandboxReadyWithinMs: READY_MS,
  }),
);
