import { startSandbox, type Sandbox } from '../../../../sandbox/index.js';
import type { ParityFigures } from '../../../../rollout/parity/parity-figures.js';
import { EVERYBODY } from '../../../rollout-gateway/support/rules.js';
import { ALL } from '../../../rollout-gateway/support/shadowed.js';
import {
  startRolloutGateway,
  type RolloutGateway,
} from '../../../rollout-gateway/support/rollout-gateway.js';
import { askedAt, startDamagingProxy, type DamagingProxy } from './damaging-proxy.js';
import { portedRanking } from './ported-ranking.js';
import { richOffers } from './rich-offers.js';

/** The present at first, on all sides: a full minute, since LEGACY shows the prices of the last one. */
export const NOW = 1_573_401_600_000;
const MINUTE_MS = 60_000;

/** Upstreams with a proxy before them. */
export const PROXIED = ['ALGORITHM', 'CONTENT', 'PRICING', 'ACCOUNTS', 'LEGACY'] as const;
export type Proxied = (typeof PROXIED)[number];

/** Which side is served: control, compared with treatment; or treatment, compared with control and with itself asked again. */
export type Served = 'control' | 'treatment';

/** A gateway that compares everything, with proxies before what its candidates ask. */
export interface Stage extends RolloutGateway {
  readonly proxies: Readonly<Record<Proxied, DamagingProxy>>;
  /** A minute goes by, on all sides. */
  tick(): void;
  /** Resolves when a side is served. */
  serve(side: Served): Promise<void>;
  /** What the gateway reports, by rule. */
  figures(): Promise<ParityFigures['rules']>;
}

const rulesFor = (side: Served) => {
  const shadow = { ...ALL, maxConcurrent: 8, ranked: 'same' };
  const rule =
    side === 'control'
      ? { shadow: { ...shadow, mode: 'shadow' } }
      : { ...EVERYBODY, shadow: { ...shadow, mode: 'reverse', aaBp: 10_000 } };
  return { 'feed-primary': rule, 'product-pricing': rule, 'video-author': rule };
};

/** Starts it; control is served. */
export async function startStage(): Promise<Stage> {
  let now = NOW;
  const sandbox = await startSandbox({ now: () => now });
  await leaveRankingAlone(sandbox);
  const proxies = Object.fromEntries(
    await Promise.all(PROXIED.map(async (name) => [name, await proxyBefore(name, sandbox)] as const)),
  ) as Record<Proxied, DamagingProxy>;
  const gateway = await startRolloutGateway(rulesFor('control'), {
    sandbox,
    env: Object.fromEntries(PROXIED.map((name) => [`${name}_URL`, proxies[name].url])),
    internals: { now: () => now },
  });
  let served: Served = 'control';
  return {
    ...gateway,
    proxies,
    tick: () => void (now += MINUTE_MS),
    async serve(side) {
      if (side === served) return;
      served = side;
      await gateway.inForce(gateway.rules.publish(rulesFor(side)));
    },
    async figures() {
      const { rules } = (await (await fetch(`${gateway.url}/rollout/parity`)).json()) as ParityFigures;
      return rules;
    },
    async close() {
      await gateway.close();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
    },
  };
}

function proxyBefore(name: Proxied, { urls }: Sandbox): Promise<DamagingProxy> {
  const special = { ALGORITHM: portedRanking(urls), PRICING: richOffers(urls) };
  return startDamagingProxy(
    name,
    name in special ? special[name as keyof typeof special] : askedAt(urls[name]),
  );
}

/** The scene of these tests: the gateway moves nothing in what was ranked. */
export const SCENE = 'related';

/** Java's lists come ready; what the gateway does to ranked ones would be a difference. */
async function leaveRankingAlone({ urls, adminUrl }: Sandbox): Promise<void> {
  const { policy } = (await (await fetch(`${urls.SLOTS}/slot-plans/${SCENE}`)).json()) as { policy: object };
  await fetch(`${adminUrl}/plans/${SCENE}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ policy: { ...policy, rules: [] }, slots: [], pools: [] }),
  });
}
