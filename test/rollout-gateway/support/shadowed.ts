import type { FakeCall, FakeUpstreams, Handler } from '../../support/fake-upstreams.js';
import type { GatewayOptions } from '../../support/gateway.js';
import { probedTrace } from './probed.js';
import { EVERYBODY } from './rules.js';
import { startRuledGateway, startStandIns, until, type RuledGateway } from './ruled-gateway.js';

/** The present of these tests: 2019-11-10T16:00:00Z. */
export const NOW = 1_573_401_600_000;

/** A list and prices; nothing in it is made anew for each request. */
export const PAGE = `query Page { feed(sceneId: "home", first: 6) { serving { tier degraded }
  edges { position source node { id ... on VideoCard { video { id title author { name } products(first: 3) { edges { node {
    id title pricing { salePrice { amount } finalPrice { amount } } coupons { id } availability { state } } } } } } } } } }`;

/** Which side is served, and so which is the candidate. */
export type ShadowMode = 'shadow' | 'reverse';

/** Everything is a sample and nothing is too much, unless a test says so. */
export const ALL = { sampleBp: 10_000, maxRps: 1_000, maxConcurrent: 4, aaBp: 0, ranked: 'different' };

/** Rules of the feed and its prices that shadow in one mode. */
export function shadowing(mode: ShadowMode | 'off', served: ShadowMode, changes: object = {}) {
  const rule = { ...(served === 'reverse' && EVERYBODY), shadow: { ...ALL, mode, ...changes } };
  return { 'feed-primary': rule, 'product-pricing': rule };
}

/** Lets the sources fail that only the candidate asks. */
export function failCandidate(upstreams: FakeUpstreams, mode: ShadowMode, fault: Handler): void {
  if (mode === 'reverse') {
    upstreams.on('LEGACY', '/', fault);
    return;
  }
  upstreams.on('ALGORITHM', '/recommendations', fault);
  upstreams.on('PRICING', '/', fault);
}

/** A gateway that shadows, or would if its mode were not off, before stand-ins of its own. */
export async function startShadowed(
  served: ShadowMode,
  {
    mode = served,
    ...changes
  }: { readonly mode?: ShadowMode | 'off'; readonly [setting: string]: unknown } = {},
  { internals, ...options }: GatewayOptions = {},
): Promise<RuledGateway> {
  const now = () => NOW;
  return startRuledGateway(await startStandIns(now), shadowing(mode, served, changes), {
    guarded: true,
    ...options,
    internals: { now, timeoutFactor: 8, ...internals },
  });
}

/** Whether a call is one of a leg. */
export const isShadow = ({ headers }: FakeCall): boolean => headers['x-shadow'] !== undefined;

/** Cases that were let go, by reason. */
export async function droppedOf({ url }: RuledGateway, rule: string): Promise<Record<string, number>> {
  const { rules } = (await (await fetch(`${url}/rollout/parity`)).json()) as any;
  return (rules[rule]?.dropped ?? {}) as Record<string, number>;
}

/** Resolves when nothing has been under way upstream for a while. */
export async function untilQuiet({ calls }: FakeUpstreams): Promise<void> {
  const last = () =>
    Math.max(0, ...calls.map(({ startedAt, endedAt }) => Math.max(startedAt, endedAt ?? Infinity)));
  await until(() => performance.now() - last() > 150);
}

/** One of many viewers, whose whole answers are compared for all rules. */
export const viewerOf = (n: number) => ({
  'x-viewer-id': `v-${n}`,
  'x-device-id': `d-${n}`,
  traceparent: probedTrace(n),
});
