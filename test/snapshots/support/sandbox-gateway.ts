import { setTimeout as sleep } from 'node:timers/promises';
import { ROOMY } from '../../support/roomy.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index.js';
import { createApp, type App } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { resolveConfig } from '../../../src/startup/resolve-config.js';

/** One line of the gateway's log. */
export interface LogLine {
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** The gateway of production, listening before the embedded services, all in this process. */
export interface SandboxGateway {
  readonly app: App;
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly lines: readonly LogLine[];
  /** The first lines with this message, when there are so many of them; fails after 20 s. */
  logged(msg: string, count?: number): Promise<readonly LogLine[]>;
  /** The metrics as they are scraped. */
  metrics(): Promise<string>;
  close(): Promise<void>;
}

/** Starts both; time limits are stretched, because test machines are busy. */
export async function openSandboxGateway(
  options: SandboxOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<SandboxGateway> {
  const sandbox = await startSandbox(options);
  const { urls, adminUrl, mediaOrigin } = sandbox;
  const config = readConfig({ PORT: '0', REQUEST_DEADLINE_MS: '20000', ...env });
  const lines: LogLine[] = [];
  const app = await createApp(resolveConfig(config, { type: 'ready', urls, adminUrl, mediaOrigin }), {
    timeoutFactor: 50,
    warmUp: false,
    logTo: { write: (line) => void lines.push(JSON.parse(line) as LogLine) },
    shedding: ROOMY,
  });
  const { url } = await app.listen();
  return {
    app,
    url,
    sandbox,
    lines,
    logged: async (msg, count = 1) => {
      const found = () => lines.filter((line) => line.msg === msg);
      for (let tries = 0; found().length < count && tries < 1_000; tries++) await sleep(20);
      if (found().length < count)
        throw new Error(`${found().length} instead of ${count} times "${msg}": ${JSON.stringify(lines)}`);
      return found().slice(0, count);
    },
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}
