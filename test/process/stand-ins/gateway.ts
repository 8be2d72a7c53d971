import { ROOMY } from '../../support/roomy.js';
import { createApp, type App } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { resolveConfig } from '../../../src/startup/resolve-config.js';
import { startSandbox } from '../../../src/startup/sandbox-process.js';
import { SANDBOX_PATH } from '../../../src/startup/sandbox-path.js';

/** The real gateway over the real embedded services, silent, patient, on any free port; closing it ends both. */
export async function openGateway(): Promise<App> {
  const sandbox = await startSandbox({
    path: SANDBOX_PATH,
    readyWithinMs: 30_000,
    signal: new AbortController().signal,
  });
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    REQUEST_DEADLINE_MS: '20000',
    SNAPSHOT_PUBLISH: 'off',
  });
  // On a busy machine the limits of upstream calls would decide what a test sees.
  const app = await createApp(resolveConfig(config, sandbox.ready), { timeoutFactor: 50, shedding: ROOMY });
  return {
    ...app,
    close: async () => {
      await app.close();
      await sandbox.stop();
    },
  };
}
