/** The gateway of production, with the documents of the benchmark registered beside those of the build. */
import { createApp } from '../../src/app.js';
import { bufferedOutput } from '../../src/observability/buffered-output.js';
import { run } from '../../src/startup/run.js';
import { SANDBOX_PATH } from '../../src/startup/sandbox-path.js';
import { VARIANTS } from './variants.js';

const READY_MS = 30_000;
/** Above 1 on machines that others use at the same time. */
const timeoutFactor = Number(process.env['BENCH_PATIENCE'] ?? 1);

process.exit(
  await run({
    createApp: (config) =>
      createApp(config, { registered: Object.values(VARIANTS), timeoutFactor, logTo: bufferedOutput() }),
    sandboxPath: SANDBOX_PATH,
    sandboxReadyWithinMs: READY_MS,
  }),
);
