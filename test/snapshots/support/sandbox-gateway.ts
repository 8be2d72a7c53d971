import { ROOMY } from '../../support/roomy.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index.js';
import { createApp, type App } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { resolveConfig } from '../../../src/startup/resolve-config.js';

/** The gateway of production before the embedded services, in this process and without a port. */
export interface SandboxGateway {
  readonly app: App;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

/** Starts both; time limits are stretched, because test machines are busy. */
export async function openSandboxGateway(options: SandboxOptions = {}): Promise<SandboxGateway> {
  const sandbox = await startSandbox(options);
  const { urls, adminUrl, mediaOrigin } = sandbox;
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', REQUEST_DEADLINE_MS: '20000' });
  const app = await createApp(resolveConfig(config, { type: 'ready', urls, adminUrl, mediaOrigin }), {
    timeoutFactor: 50,
    shedding: ROOMY,
  });
  return {
    app,
    sandbox,
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}
