import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import type { Fault } from '../../../sandbox/index.js';
import type { AppInternals } from '../../../src/app.js';
import { ANONYMOUS, startGateway, type Answer, type TestGateway } from '../../support/gateway.js';
import { FaultFleet } from './fault-fleet.js';
import type { Trouble } from './fault-server.js';
import { OPERATION, VARIABLES } from './matrix-cell.js';
import { NOW, startMatrixWorld, type MatrixWorld } from './matrix-world.js';
import { publishHome } from './publish-home.js';

/** Time limits are longer than those of production by this: test machines are busy. */
export const TIMEOUT_FACTOR = 4;
/** What a request may take, in ms, as stretched. */
export const DEADLINE_MS = 800 * TIMEOUT_FACTOR;

/** The upstreams that feed a page, without those that stand in. */
export const PRIMARIES: readonly UpstreamName[] = ['ALGORITHM', 'CONTENT', 'CATALOG', 'PRICING', 'INVENTORY', 'ACCOUNTS',
  'LIVE', 'ENGAGEMENT', 'EXPOSURE']; // prettier-ignore

/** One answer of a load. */
export interface Seen extends Answer {
  /** PRIMARY, LEGACY, CDN_SNAPSHOT or BUILT_IN; null without a page. */
  readonly tier: string | null;
  readonly cards: number;
}

/** All upstreams behind fault servers, and gateways before them. */
export class CombinationRig {
  private readonly gateways: TestGateway[] = [];

  private constructor(
    readonly world: MatrixWorld,
    readonly fleet: FaultFleet,
  ) {}

  /** Starts healthy upstreams; `home` is published. */
  static async start(): Promise<CombinationRig> {
    const world = await startMatrixWorld();
    const rig = new CombinationRig(world, await FaultFleet.start(world.healthy));
    await publishHome(await rig.gateway(), world);
    await rig.reset();
    return rig;
  }

  /** A gateway as production builds it, cold. */
  async gateway(internals: AppInternals = {}): Promise<TestGateway> {
    const urls = Object.entries(this.fleet.urls()).map(([name, url]) => [`${name}_URL`, url]);
    const gateway = await startGateway({
      env: { ...Object.fromEntries(urls), REQUEST_DEADLINE_MS: String(DEADLINE_MS), LOG_LEVEL: 'silent' },
      guarded: true,
      upstreams: { ...this.world.fakes, close: () => Promise.resolve() },
      localMediaOrigin: this.world.mediaOrigin,
      internals: { now: () => NOW, timeoutFactor: TIMEOUT_FACTOR, keepsRecords: true, ...internals },
    });
    this.gateways.push(gateway);
    return gateway;
  }

  /** Puts the same trouble on several upstreams. */
  async strike(names: readonly UpstreamName[], trouble: Trouble): Promise<void> {
    await Promise.all(names.map((name) => this.fleet.of(name).arm(trouble)));
  }

  /** The same by kind of fault. */
  break(names: readonly UpstreamName[], ...faults: readonly Fault[]): Promise<void> {
    return this.strike(names, { faults });
  }

  /** Ends gateways and troubles. */
  async reset(): Promise<void> {
    await Promise.all(this.gateways.splice(0).map((gateway) => gateway.close()));
    await Promise.all([this.fleet.calm(), this.world.spoilStore([])]);
  }

  async close(): Promise<void> {
    await this.reset();
    await this.fleet.close();
    await this.world.close();
  }
}

/** Asks for the page as one viewer; each number is another. */
export async function ask(
  { run }: Pick<TestGateway, 'run'>,
  viewer: number,
  headers: Record<string, string> = ANONYMOUS,
): Promise<Seen> {
  const who = { 'x-viewer-id': `u${viewer}`, 'x-device-id': `d${viewer}` };
  const answer = await run(OPERATION, VARIABLES, { ...who, ...headers });
  return {
    ...answer,
    tier: answer.data?.feed?.serving.tier ?? null,
    cards: answer.data?.feed?.edges.length ?? 0,
  };
}

/** Sends requests on schedule, whatever becomes of the ones before; resolves to all answers. */
export async function load(
  gateway: () => Pick<TestGateway, 'run'>,
  { requests, perSecond }: { readonly requests: number; readonly perSecond: number },
): Promise<Seen[]> {
  const startedAt = performance.now();
  const answers: Promise<Seen>[] = [];
  for (let number = 0; number < requests; number += 1) {
    const due = startedAt + (number * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    answers.push(ask(gateway(), number));
  }
  return Promise.all(answers);
}

/** Time that a share of the answers stayed within, in ms. */
export function percentile(answers: readonly Seen[], share: number): number {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Fewest cards that are a page. */
const MIN_CARDS = 4;

/** Every viewer got a page, and no error. */
export function assertAllServed(answers: readonly Seen[], ...tiers: readonly string[]): void {
  for (const { status, errors, cards, tier } of answers) {
    assert.equal(status, 200);
    assert.equal(errors, undefined);
    assert.ok(cards >= MIN_CARDS, `${cards} cards`);
    assert.ok(tier !== null && tiers.includes(tier), `tier ${tier}`);
  }
}
