import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../../support/gateway.js';
import { until } from './ruled-gateway.js';
import { RulesFile } from './rules.js';

/** A gateway before a sandbox, with rules that a test publishes. */
export interface RolloutGateway extends TestGateway {
  readonly rules: RulesFile;
  readonly sandbox: Sandbox;
  /** Resolves when a version of the rules is in force. */
  inForce(version: number): Promise<void>;
}

/** How a gateway and its sandbox are started. */
export interface RolloutGatewayOptions extends GatewayOptions {
  /** One that a test has started; it is closed with the gateway. Without it, one of its own. */
  readonly sandbox?: Sandbox;
  /** False where the rules to begin with cannot be read, so nobody waits for them. */
  readonly isReadable?: boolean;
}

/** Starts both and waits for the rules; `first`: those to begin with. */
export async function startRolloutGateway(
  first: Parameters<RulesFile['publish']>[0],
  { env, internals, sandbox: given, isReadable = true, ...options }: RolloutGatewayOptions = {},
): Promise<RolloutGateway> {
  const rules = new RulesFile();
  const version = rules.publish(first);
  const sandbox = given ?? (await startSandbox());
  const urls = Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]);
  const gateway = await startGateway({
    ...options,
    env: { ...(Object.fromEntries(urls) as Record<string, string>), ROLLOUT_RULES: rules.path, ...env },
    localMediaOrigin: sandbox.mediaOrigin,
    ...(internals && { internals }),
  });
  const ruled: RolloutGateway = {
    ...gateway,
    rules,
    sandbox,
    inForce: (wanted) =>
      until(async () => (await gateway.metric('vitrine_rollout_rules_version')) === wanted),
    async close() {
      await gateway.close();
      await sandbox.close();
      rules.remove();
    },
  };
  if (isReadable) {
    // a busy machine may take longer than a start waits
    await ruled.inForce(version).catch(async (error: unknown) => {
      await ruled.close();
      throw error;
    });
  }
  return ruled;
}
