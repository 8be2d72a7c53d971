import { setTimeout as delay } from 'node:timers/promises';
import type { Guarding } from '../../../datasources/guard/guarding.js';
import { Guards } from '../../../datasources/guard/guards.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import type { FaultFleet } from './fault-fleet.js';
import { NOW, type MatrixWorld } from './matrix-world.js';
import { lookupOf, type NameService } from './unresolved.js';

/** Test machines are busy: time limits are longer than those of production by this. */
export const TIMEOUT_FACTOR = 16;
/** What a request may take by default, in ms, as stretched. */
export const DEADLINE_MS = 800 * TIMEOUT_FACTOR;

/** A gateway behind a fleet of fault servers, for many cells one after the other. */
export interface CellGateway extends TestGateway {
  /** A cell begins: breakers are closed, budgets full, and this becomes of the faulty upstream's name. */
  begin(names: NameService): void;
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
  let guards: Guarding = openGuards();
  let names: NameService = 'ok';
  const gateway = await startGateway({
    env: { ...Object.fromEntries(urls), REQUEST_DEADLINE_MS: String(DEADLINE_MS), LOG_LEVEL: 'silent' },
    upstreams: { ...world.fakes, close: () => Promise.resolve() },
    localMediaOrigin: world.mediaOrigin,
    internals: {
      now: () => NOW,
      timeoutFactor: TIMEOUT_FACTOR,
      keepsRecords,
      lookup: lookupOf(() => names),
      guards: { of: (source) => guards.of(source) },
    },
  });
  return {
    ...gateway,
    begin(service) {
      guards = openGuards();
      names = service;
    },
  };
}

const openGuards = (): Guards =>
  new Guards({
    monotonicNow: () => performance.now(),
    random: Math.random,
    pause: (ms) => delay(ms),
    counted: () => undefined,
    fallback: { inFlight: 32, perSecond: 100 },
  });
