import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeUpstreams, type FakeHandlers, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../../support/gateway.js';
import { knowingJava } from './java-feed.js';
import { RulesFile } from './rules.js';

/** A gateway before stand-ins, LEGACY among them, with rules that a test publishes. */
export interface RuledGateway extends TestGateway {
  readonly rules: RulesFile;
  /** Publishes rules; resolves when they are in force. */
  publish(rules: Parameters<RulesFile['publish']>[0]): Promise<void>;
  /** Replaces the list of what is killed; resolves when that is in force. */
  kill(...ids: readonly string[]): Promise<void>;
}

/** Stand-ins whose LEGACY knows everything. */
export const startStandIns = (now: () => number, handlers: FakeHandlers = {}): Promise<FakeUpstreams> =>
  startFakeUpstreams({ LEGACY: { '/gw': knowingJava }, ...handlers }, now);

/** Starts a gateway before stand-ins that a test has started, and waits for its rules. Closing it closes them, too. */
export async function startRuledGateway(
  upstreams: FakeUpstreams,
  first: Parameters<RulesFile['publish']>[0],
  { env, ...options }: GatewayOptions = {},
): Promise<RuledGateway> {
  const rules = new RulesFile();
  const version = rules.publish(first);
  const gateway = await startGateway({
    ...options,
    upstreams,
    env: { LEGACY_URL: upstreams.urls.LEGACY, ROLLOUT_RULES: rules.path, ...env },
  });
  const inForce = (wanted: number) =>
    until(async () => (await gateway.metric('vitrine_rollout_rules_version')) === wanted);
  await inForce(version); // a busy machine may take longer than a start waits
  return {
    ...gateway,
    rules,
    publish: (changed) => inForce(rules.publish(changed)),
    async kill(...ids) {
      rules.kill(...ids);
      await until(async () => (await gateway.metric('vitrine_rollout_killed')) === ids.length);
    },
    async close() {
      await gateway.close();
      rules.remove();
    },
  };
}

/** Resolves when something holds; rejects after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end;) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error('it did not come to hold');
}
