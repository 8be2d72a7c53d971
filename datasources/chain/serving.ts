import { gatewayError } from '../../schema/error-codes.js';
import { createLoader, type Loader } from '../batching/create-loader.js';
import type { Scope } from '../http/endpoint.js';
import { guardedBatch, type Guarding } from '../guard/guarding.js';
import type { EmergencyOffline } from '../slots/emergency.contract.js';
import type { Telemetry } from '../telemetry.js';
import type { AskSource, Chain, Served, View } from './chain.js';
import { Degradation } from './degradation.js';
import { routeAfter } from './failure-route.js';
import { OFF, type Outcome } from './outcome.js';
import { reasonOf } from './reason.js';
import type { ContextOf, Source } from './source.js';

type Failure = Extract<Outcome<never>, { readonly kind: 'fail' }>;

/** What chains look at beside their records. */
export interface World {
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  /** The emergency list in force at this moment. */
  readonly emergency: () => EmergencyOffline;
  /** Milliseconds until the request must be answered. */
  readonly remainingMs: () => number;
  readonly guards: Guarding;
}

/** Runs the chains of one request: one loader per source, one resolution per key, whichever chain asks. */
export class Serving {
  /** What of this request did not come from its first source. */
  readonly degradation: Degradation;
  private readonly loaders = new Map<Source<unknown>, Loader<unknown>>();

  constructor(
    /** Builds the frozen context of a scope; a PUBLIC one holds no viewer. */
    private readonly contextOf: <S extends Scope>(scope: S) => ContextOf[S],
    private readonly world: World,
    telemetry: Telemetry,
  ) {
    this.degradation = new Degradation(telemetry);
  }

  /** A field: carried if the parent has it (`null` is a known absence), else hydrated through the view's chain. */
  serve<V, F>(view: View<V, F>, id: string | null, carried?: F): Served<F> {
    if (carried !== undefined) return carried;
    if (id === null) return view.end.value as F; // the parent knows that there is nothing to ask for
    return then(this.resolve(view.chain, id), (outcome) => this.settle(view, outcome));
  }

  /** The record of a chain for one key: from its first hop, or from the next one that has it. */
  resolve<V>(chain: Chain<V>, id: string): Served<Outcome<V>> {
    return then(this.ask(chain.primary, id), (first) =>
      first.kind === 'fail' ? this.afterFailure(chain, id, first) : this.unlessOff(chain, first),
    );
  }

  /** Records by key, in one batch; failed keys included. Duplicates in `ids` are allowed. */
  async resolveAll<V>(chain: Chain<V>, ids: readonly string[]): Promise<ReadonlyMap<string, Outcome<V>>> {
    return new Map(await Promise.all(ids.map(async (id) => [id, await this.resolve(chain, id)] as const)));
  }

  /** Starts loading what fields will ask for later in the request. Nobody waits; a failure shows where it is read. */
  prefetch<V>(chain: Chain<V>, ids: readonly string[]): void {
    for (const id of ids) void Promise.resolve(this.resolve(chain, id)).catch(ignore);
  }

  /** Notes how a record was come by that is served without a view. */
  noteDetour(coordinate: string, outcome: Outcome<unknown> | undefined): void {
    if (outcome?.kind !== 'ok' || !outcome.detour) return;
    const { hop, cls, ageMs } = outcome.detour;
    this.degradation.note({
      coordinate,
      source: hop,
      reason: reasonOf(cls),
      ...(ageMs !== undefined && { ageMs }),
    });
  }

  private unlessOff<V>(chain: Chain<V>, outcome: Outcome<V>): Outcome<V> {
    return outcome.kind === 'ok' && chain.isOff?.(outcome.value, this.world.emergency()) ? OFF : outcome;
  }

  /** Failed keys of one batch go on in one turn, so they reach the next source as one batch. */
  private afterFailure<V>(chain: Chain<V>, id: string, first: Failure): Served<Outcome<V>> {
    if (!chain.secondary || routeAfter(first.cls) !== 'next') return first;
    // Where a deployment has no such service, the next hop is the first one: using it degrades nothing.
    const isFirst = first.cls === 'NOT_CONFIGURED';
    return then(chain.secondary.load(id, this.askFallback), (second) => {
      // The first reason is the one that somebody has to see to; without LEGACY there is none but that.
      if (second.kind === 'fail') return isFirst ? second : first;
      if (isFirst) return this.unlessOff(chain, second);
      const settled = this.unlessOff(chain, second);
      return settled.kind === 'ok' ? { ...settled, detour: { hop: 'legacy', cls: first.cls } } : settled;
    });
  }

  private settle<V, F>(view: View<V, F>, outcome: Outcome<V>): F {
    if (outcome.kind === 'ok') {
      this.noteDetour(view.coordinate, outcome);
      return view.pick(outcome.value, this.world.now);
    }
    // A service that the deployment does without has not failed.
    if (outcome.kind === 'fail' && outcome.cls !== 'NOT_CONFIGURED') {
      const { policy } = view.end;
      if (outcome.cls !== 'CANCELLED')
        this.degradation.note({
          coordinate: view.coordinate,
          source: policy === 'DEFAULT' ? 'static' : null,
          reason: reasonOf(outcome.cls),
        });
      if (policy === 'ERROR') throw gatewayError('UPSTREAM_UNAVAILABLE');
    }
    return view.end.value as F;
  }

  private readonly ask: AskSource = (source, id) => this.loaderOf(source, false).load(id);

  private readonly askFallback: AskSource = (source, id) => this.loaderOf(source, true).load(id);

  private loaderOf<V>(source: Source<V>, isFallback: boolean): Loader<V> {
    let loader = this.loaders.get(source) as Loader<V> | undefined;
    if (!loader) {
      const { guards, remainingMs } = this.world;
      loader = createLoader(source.maxBatch, (ids) =>
        guardedBatch(guards, ids, {
          source,
          isFallback,
          budgetMs: remainingMs(),
          attempt: () => source.load(ids, this.contextOf(source.scope)),
        }),
      );
      this.loaders.set(source, loader);
    }
    return loader;
  }
}

const ignore = () => undefined;

/** Goes on at once where there is nothing to wait for: a settled record costs no promise. */
const then = <T, U>(value: Served<T>, next: (value: T) => Served<U>): Served<U> =>
  value instanceof Promise ? value.then(next) : next(value);
