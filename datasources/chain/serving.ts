import { gatewayError } from '../../schema/error-codes.js';
import { createLoader, type Loader } from '../batching/create-loader.js';
import type { Scope } from '../http/endpoint.js';
import type { EmergencyOffline } from '../slots/emergency.contract.js';
import type { Telemetry } from '../telemetry.js';
import type { Chain, View } from './chain.js';
import { OFF, type FailureClass, type Outcome } from './outcome.js';
import { reasonOf } from './reason.js';
import type { ContextOf, Source } from './source.js';

/** What a loaded field becomes: at once when its record is settled, else when the batch it joined is back. */
export type Served<F> = F | Promise<F>;

/** What chains look at beside their records. */
export interface World {
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  /** The emergency list in force at this moment. */
  readonly emergency: () => EmergencyOffline;
}

/** Runs the chains of one request: one loader per source, one resolution per key, whichever chain asks. */
export class Serving {
  private readonly loaders = new Map<Source<unknown>, Loader<unknown>>();

  constructor(
    /** Builds the frozen context of a scope; a PUBLIC one holds no viewer. */
    private readonly contextOf: <S extends Scope>(scope: S) => ContextOf[S],
    private readonly world: World,
    private readonly telemetry: Telemetry,
  ) {}

  /** A field: carried if the parent has it (`null` is a known absence), else hydrated through the view's chain. */
  serve<V, F>(view: View<V, F>, id: string | null, carried?: F): Served<F> {
    if (carried !== undefined) return carried;
    if (id === null) return view.end.value as F; // the parent knows that there is nothing to ask for
    const outcome = this.resolve(view.chain, id);
    return outcome instanceof Promise
      ? outcome.then((settled) => this.settle(view, settled))
      : this.settle(view, outcome);
  }

  /** The record of a chain for one key. */
  resolve<V>(chain: Chain<V>, id: string): Served<Outcome<V>> {
    const outcome = this.loaderOf(chain.primary).load(id);
    return outcome instanceof Promise
      ? outcome.then((settled) => this.unlessOff(chain, settled))
      : this.unlessOff(chain, outcome);
  }

  /** Records by key, in one batch; failed keys included. Duplicates in `ids` are allowed. */
  async resolveAll<V>(chain: Chain<V>, ids: readonly string[]): Promise<ReadonlyMap<string, Outcome<V>>> {
    return new Map(await Promise.all(ids.map(async (id) => [id, await this.resolve(chain, id)] as const)));
  }

  /** Starts loading what fields will ask for later in the request. Nobody waits; a failure shows where it is read. */
  prefetch<V>(chain: Chain<V>, ids: readonly string[]): void {
    for (const id of ids) void Promise.resolve(this.resolve(chain, id)).catch(ignore);
  }

  private unlessOff<V>(chain: Chain<V>, outcome: Outcome<V>): Outcome<V> {
    return outcome.kind === 'ok' && chain.isOff?.(outcome.value, this.world.emergency()) ? OFF : outcome;
  }

  private settle<V, F>(view: View<V, F>, outcome: Outcome<V>): F {
    if (outcome.kind === 'ok') return view.pick(outcome.value, this.world.now);
    // A service that the deployment does without has not failed.
    if (outcome.kind === 'fail' && outcome.cls !== 'NOT_CONFIGURED') {
      if (outcome.cls !== 'CANCELLED') this.exhausted(view.coordinate, outcome.cls);
      if (view.end.policy === 'ERROR') throw gatewayError('UPSTREAM_UNAVAILABLE');
    }
    return view.end.value as F;
  }

  private exhausted(coordinate: string, cls: FailureClass): void {
    this.telemetry.field({ coordinate, source: 'none', outcome: 'exhausted', reason: reasonOf(cls) });
  }

  private loaderOf<V>(source: Source<V>): Loader<V> {
    let loader = this.loaders.get(source) as Loader<V> | undefined;
    if (!loader) {
      loader = createLoader(source.maxBatch, (ids) => source.load(ids, this.contextOf(source.scope)));
      this.loaders.set(source, loader);
    }
    return loader;
  }
}

const ignore = () => undefined;
