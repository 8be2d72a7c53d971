import type { ReasonCode } from '../../../schema/reason-codes.js';
import { startGateway, VIEWER, type Answer, type TestGateway } from '../../support/gateway.js';
import {
  document,
  failure,
  startFakeUpstreams,
  type FakeCall,
  type FakeHandlers,
  type Reply,
} from '../../support/fake-upstreams.js';
import { emergencyRecord, policyRecord, slotPlanRecord } from '../../support/slot-records.js';
import type { Wire } from '../../support/records.js';

/** How often each boundary check acted. */
export type Counts = Readonly<Partial<Record<ReasonCode, number>>>;

/** An answer and what was counted while it was made. */
export interface Counted {
  readonly answer: Answer;
  readonly counts: Counts;
}

/** A gateway whose clock only tests move, and whose scenes are the test file's own. */
export interface BoundaryGateway extends TestGateway {
  /** Time of the gateway and of its upstreams, epoch ms. */
  readonly clock: { now: number };
  /** What SLOTS publishes; a test may publish something else. */
  readonly published: Published;
  /** Runs something and tells what was counted meanwhile. */
  counting(run: () => Promise<Answer>): Promise<Counted>;
  /** Asks for a page of a scene with everything a card can show. */
  page(sceneId: string, variables?: object, headers?: Record<string, string>): Promise<Counted>;
}

/** The documents of SLOTS that change. */
export interface Published {
  /** Slot plans by scene; a scene without one cannot be read. */
  readonly plans: Map<string, Wire>;
  emergency: Wire;
}

/** What a test file wants. */
export interface BoundaryOptions {
  /** Plans by scene: the default plan, without backfill, with these properties in the place of its own; null: no plan. */
  readonly scenes: Readonly<Record<string, Wire | null>>;
  /** Properties of scenes that are not just enabled, by scene. */
  readonly sceneFlags?: Readonly<Record<string, Wire>>;
  readonly env?: Readonly<Record<string, string>>;
  /** How far the clock of SLOTS is ahead of the gateway's, ms. */
  readonly slotsAheadMs?: number;
  /** Over those of SLOTS. */
  readonly handlers?: FakeHandlers;
}

/** A policy that fills short pages with nothing, so that every page shows what the algorithm gave. */
export const bare = (policy: Wire = {}): Wire => policyRecord({ backfillOrder: [], ...policy });

/** Starts a gateway whose SLOTS publishes the given scenes. */
export async function startBoundaryGateway({
  scenes,
  sceneFlags = {},
  env = {},
  slotsAheadMs = 0,
  handlers = {},
}: BoundaryOptions): Promise<BoundaryGateway> {
  // Whole seconds, as the Date header has them.
  const clock = { now: Math.floor(Date.now() / 1_000) * 1_000 };
  const published: Published = {
    plans: new Map(
      Object.entries(scenes).flatMap(([sceneId, plan]) => (plan ? [[sceneId, planOf(sceneId, plan)]] : [])),
    ),
    emergency: emergencyRecord(),
  };
  const dated = (reply: Reply): Reply => {
    const date = new Date(clock.now + slotsAheadMs).toUTCString();
    return { ...reply, headers: { ...reply.headers, date } };
  };
  const sceneList = {
    scenes: Object.keys(scenes).map((sceneId) => ({
      sceneId,
      name: sceneId,
      enabled: true,
      killed: false,
      ...sceneFlags[sceneId],
    })),
  };
  const upstreams = await startFakeUpstreams(
    {
      ...handlers,
      SLOTS: {
        '/scenes': (call) => dated(document(sceneList, call)),
        '/slot-plans': (call) => dated(planReply(call, published)),
        '/emergency-offline': (call) => dated(document(published.emergency, call)),
        ...handlers.SLOTS,
      },
    },
    () => clock.now,
  );
  const gateway = await startGateway({ upstreams, env, internals: { now: () => clock.now } });
  const counting: BoundaryGateway['counting'] = async (run) => {
    const before = await readCounts(gateway.url);
    const answer = await run();
    return { answer, counts: difference(before, await readCounts(gateway.url)) };
  };
  return {
    ...gateway,
    clock,
    published,
    counting,
    page: (sceneId, variables = {}, headers = VIEWER) =>
      counting(() => gateway.run('feed-full', { sceneId, ...variables }, headers)),
  };
}

/** A plan of a scene without backfill, but for these properties. */
export const planOf = (sceneId: string, overrides: Wire = {}): Wire =>
  slotPlanRecord(sceneId, { policy: bare(), ...overrides });

function planReply(call: FakeCall, { plans }: Published): Reply {
  const plan = plans.get(call.path.split('/')[2] ?? '');
  return plan ? document(plan, call) : failure(500);
}

/** Codes that polls count in the background, whatever a request does. */
const IN_BACKGROUND: ReadonlySet<string> = new Set(['SC_CLOCK', 'SC_VERSION', 'SC_INVALID']);

async function readCounts(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const series = text.matchAll(/^vitrine_boundary_total\{code="(\w+)"\} (\d+)$/gm);
  return new Map([...series].map(([, code = '', value]) => [code, Number(value)]));
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Counts {
  const grown = [...after]
    .map(([code, count]) => [code, count - (before.get(code) ?? 0)] as const)
    .filter(([code, times]) => times > 0 && !IN_BACKGROUND.has(code));
  return Object.fromEntries(grown);
}
