import { setTimeout as delay } from 'node:timers/promises';
import type { Guarding } from '../../../datasources/guard/guarding.js';
import { Guards } from '../../../datasources/guard/guards.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import type { FaultFleet } from './fault-fleet.js';
import { NOW, type MatrixWorld } from './matrix-world.js';
import { lookupOf, type NameService } from './unresolved.js';

/** Test machines are busy: time limits are longer than those of production by this. */
export const TIMEOUT_FACTOR = 8;
/** What a request may take by default, in ms, as stretched. */
export const DEADLINE_MS = 800 * TIMEOUT_FACTOR;

/** A gateway behind a fleet of fault servers, for many cells one after the other. */
export interface CellGateway extends TestGateway {
  /** What the resolver says of the faulty upstream's name; one cell sets it, the next one too. */
  names: NameService;
  /** Closed breakers, full budgets. */
  forgetFailures(): void;
}

/** What a gateway of cells is told. */
export interface CellGatewayOptions {
  /** Known by a name; all others by their addresses. */
  readonly faulty?: UpstreamName;
  /** Whether it remembers what was good. */
  readonly keepsRecords?: boolean;
}

/** Starts a gateway as production builds it. */
export async function startCellGateway(
  world: MatrixWorld,
  fleet: FaultFleet,
  { faulty, keepsRecords = false }: CellGatewayOptions = {},
): Promise<CellGateway> {
  const urls = Object.entries(fleet.urls(faulty)).map(([name, url]) => [`${name}_URL`, url]);
  const state: { guards: Guarding; names: NameService } = { guards: openGuards(), names: 'ok' };
  const gateway = await startGateway({
    env: { ...Object.fromEntries(urls), REQUEST_DEADLINE_MS: String(DEADLINE_MS), LOG_LEVEL: 'silent' },
    upstreams: { ...world.fakes, close: () => Promise.resolve() },
    localMediaOrigin: world.mediaOrigin,
    internals: {
      now: () => NOW,
      timeoutFactor: TIMEOUT_FACTOR,
      keepsRecords,
      lookup: lookupOf(() => state.names),
      guards: { of: (source) => state.guards.of(source) },
    },
  });
  return Object.assign(Object.create(state) as typeof state, gateway, {
    forgetFailures: () => {
      state.guards = openGuards();
    },
  });
}

const openGuards = (): Guards =>
  new Guards({
    monotonicNow: () => performance.now(),
    random: Math.random,
    pause: (ms) => delay(ms),
    counted: () => undefined,
    fallback: { inFlight: 32, perSecond: 100 },
  });
