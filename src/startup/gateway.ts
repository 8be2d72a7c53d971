import type { App } from '../app.js';
import type { RolloutSummary } from '../rollout/rollout-summary.js';
import { embeddedUpstreams, type Config, type ResolvedConfig } from '../config.js';
import { explainListenError } from './listen-error.js';
import { resolveConfig } from './resolve-config.js';
import { startSandbox, type SandboxProcess } from './sandbox-process.js';

/** The parts a gateway is started from; tests start the same process from parts of their own. */
export interface GatewayParts {
  /** Builds the server for a configuration. */
  createApp(config: ResolvedConfig): Promise<App>;
  /** Path of the program that serves the embedded services. */
  sandboxPath: string;
  /** Milliseconds until the embedded services have to be ready. */
  sandboxReadyWithinMs: number;
}

/** A gateway that answers requests. */
export interface Gateway {
  /** Origin it listens on. */
  url: string;
  /** The configuration with every address filled in. */
  config: ResolvedConfig;
  /** What rollouts were in progress when it began to listen; null: none are wanted. */
  rollout: RolloutSummary | null;
  /** Resolves when the embedded services end; null when there are none. */
  sandboxExited: Promise<void> | null;
  /** Stops accepting, finishes what is in flight, then ends the embedded services. */
  close(): Promise<void>;
}

/** Starts the embedded services if any are needed, then the server. Whatever fails, nothing stays behind. */
export async function startGateway(
  config: Config,
  parts: GatewayParts,
  signal: AbortSignal,
): Promise<Gateway> {
  const sandbox = await startSandboxIfNeeded(config, parts, signal);
  let app: App | null = null;
  try {
    const resolved = resolveConfig(config, sandbox?.ready ?? null);
    app = await parts.createApp(resolved);
    const { url } = await listen(app, config);
    return {
      url,
      config: resolved,
      rollout: app.rollout(),
      sandboxExited: sandbox?.exited ?? null,
      close: () => closeInOrder(app, sandbox),
    };
  } catch (error) {
    await closeInOrder(app, sandbox);
    throw error;
  }
}

function startSandboxIfNeeded(
  config: Config,
  parts: GatewayParts,
  signal: AbortSignal,
): Promise<SandboxProcess> | null {
  if (embeddedUpstreams(config).length === 0) return null;
  return startSandbox({ path: parts.sandboxPath, readyWithinMs: parts.sandboxReadyWithinMs, signal });
}

async function listen(app: App, config: Config): Promise<{ url: string }> {
  try {
    return await app.listen();
  } catch (error) {
    throw explainListenError(error, config);
  }
}

/** The server first: requests in flight still need their upstream services. */
async function closeInOrder(app: App | null, sandbox: SandboxProcess | null): Promise<void> {
  try {
    await app?.close();
  } finally {
    await sandbox?.stop();
  }
}
