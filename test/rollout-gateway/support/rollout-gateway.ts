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

/** Starts both and waits for the rules, unless `env` names others; `first`: those to begin with. A sandbox that a test has started is closed with the gateway, too. */
export async function startRolloutGateway(
  first: Parameters<RulesFile['publish']>[0],
  { env, internals, sandbox: given, ...options }: GatewayOptions & { readonly sandbox?: Sandbox } = {},
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
  const inForce = (wanted: number) =>
    until(async () => (await gateway.metric('vitrine_rollout_rules_version')) === wanted);
  // a busy machine may take longer than a start waits
  if (env?.['ROLLOUT_RULES'] === undefined) await inForce(version);
  return {
    ...gateway,
    rules,
    sandbox,
    inForce,
    async close() {
      await gateway.close();
      await sandbox.close();
      rules.remove();
    },
  };
}
