import { gatewayError } from '../../schema/error-codes.js';
import type { Deadline } from '../http/deadline.js';
import type { EmergencyOffline } from '../slots/emergency.contract.js';
import type { Telemetry } from '../telemetry.js';
import type { AskSource, Chain, Served, View } from './chain.js';
import { Degradation } from './degradation.js';
import { HealthyFields } from './healthy-fields.js';
import { NO_LEADS, type Lead, type Leads } from './lead.js';
import { LocalHops, type LocalStores, type LocalView } from './local-hops.js';
import { Freshness } from './freshness.js';
import { routeAfter } from './failure-route.js';
import { fail, OFF, ok, type FailureClass, type Outcome } from './outcome.js';
import { reasonOf } from './reason.js';
import type { Source } from './source.js';
import { knows, tell } from './view-reading.js';
import { loaded, MISSING } from './loaded.js';
import { allServed, areAll, whenServed } from './served.js';
import { SourceLoaders, type AttemptContext, type CallLimits } from './source-loaders.js';

type Failure = Extract<Outcome<never>, { readonly kind: 'fail' }>;

/** What chains look at beside their records. */
export interface World extends CallLimits, LocalView {
  /** The emergency list in force at this moment. */
  readonly emergency: () => EmergencyOffline;
  readonly stores: LocalStores;
}

/** How a chain is walked for one key. */
interface Walk {
  /** By when no remote hop is under way any more; default: the request's. */
  readonly end?: Deadline | undefined;
  /** Where a rollout starts it; default: as declared. */
  readonly lead?: Lead | undefined;
}

const AS_DECLARED: Walk = {};

/** Runs the chains of one request: one loader per source, one resolution per key, whichever chain asks. */
export class Serving {
  /** What of this request did not come from its first source. */
  readonly degradation: Degradation;
  /** What did. */
  readonly healthy: HealthyFields;
  /** For how long the answer may be kept by others. */
  readonly freshness: Freshness;
  private readonly sources: SourceLoaders;
  private readonly local: LocalHops;

  constructor(
    contextOf: AttemptContext,
    private readonly world: World,
    telemetry: Telemetry,
    private readonly leads: Leads = NO_LEADS,
  ) {
    this.degradation = new Degradation(telemetry, leads);
    this.healthy = new HealthyFields(leads);
    this.freshness = new Freshness(world.now);
    this.local = new LocalHops(world.stores, world, (chain, id) => this.sources.refresh(chain, id));
    this.sources = new SourceLoaders(contextOf, world, (chain) => this.local.spaceOf(chain), leads);
  }

  /** A field: carried if the parent has it (`null` is a known absence), else hydrated through the view's chain. */
  serve<V, F>(view: View<V, F>, id: string | null, carried?: F): Served<F> {
    if (carried !== undefined) return carried;
    if (id === null) return view.end.value as F; // the parent knows that there is nothing to ask for
    const lead = this.leads.of(view.coordinate);
    return whenServed(this.walk(view.chain, id, lead ? { lead } : AS_DECLARED), (outcome) =>
      this.settle(view, id, outcome, lead),
    );
  }

  /** A field of several parents, whose records are read in one batch. */
  serveAll<V, F>(view: View<V, F>, ids: readonly string[]): Served<readonly F[]> {
    const lead = this.leads.of(view.coordinate);
    return whenServed(this.walkEach(view.chain, ids, { lead }), (outcomes) =>
      outcomes.map((outcome, index) => this.settle(view, ids[index] ?? '', outcome, lead)),
    );
  }

  /**
   * The record of a chain for one key: from its first hop, or from the next one that has it. A tier gives its `end`, by which
   * no remote hop is under way any more; default: the request's.
   */
  resolve<V>(chain: Chain<V>, id: string, end?: Deadline): Served<Outcome<V>> {
    return this.walk(chain, id, { end });
  }

  /** Records by key, in one batch; failed keys included. Duplicates in `ids` are allowed. `end`: see `resolve`. */
  async resolveAll<V>(
    chain: Chain<V>,
    ids: readonly string[],
    end?: Deadline,
  ): Promise<ReadonlyMap<string, Outcome<V>>> {
    const outcomes = await this.walkEach(chain, ids, { end });
    return new Map(outcomes.map((outcome, index) => [ids[index] ?? '', outcome]));
  }

  private walk<V>(chain: Chain<V>, id: string, walk: Walk): Served<Outcome<V>> {
    if (walk.lead && walk.lead.start !== 'primary') return this.walkBehind(chain, id, walk.lead);
    const young = this.young(chain, id);
    if (young) return young;
    return whenServed(loaded(this.sources.primary(chain), id, walk.end), (first) =>
      this.afterPrimary(chain, id, first, walk.end),
    );
  }

  /** One wait for all keys of a batch, whoever asked for them: a promise for each would cost more than what it brings. */
  private walkEach<V>(chain: Chain<V>, ids: readonly string[], walk: Walk): Served<readonly Outcome<V>[]> {
    if (walk.lead && walk.lead.start !== 'primary')
      return allServed(ids.map((id) => this.walk(chain, id, walk)));
    const known = ids.map((id) => this.young(chain, id));
    if (areAll(known)) return known;
    const loader = this.sources.primary(chain);
    const waiting = loader.ask(
      ids.filter((_id, index) => known[index] === undefined),
      walk.end,
    );
    const go = () =>
      allServed(
        ids.map((id, index) => known[index] ?? this.afterPrimary(chain, id, loader.settled(id), walk.end)),
      );
    return waiting ? waiting.then(go) : go();
  }

  /** A chain whose first hop is not asked: LEGACY leads, and behind it stands what is kept of its own answers. */
  private walkBehind<V>(chain: Chain<V>, id: string, { start, path }: Lead): Served<Outcome<V>> {
    if (start === 'end' || !chain.secondary) return NOBODY_ASKED;
    const young = this.young(chain, id, path);
    if (young) return young;
    const ask: AskSource = (source, key) => loaded(this.sources.secondary(source), key);
    return whenServed(chain.secondary.load(id, ask), (first) => {
      this.local.spaceOf(chain, path)?.learn(id, first, 'primary');
      return first.kind === 'fail' ? this.atLast(chain, id, first, path) : this.unlessOff(chain, first);
    });
  }

  /** What is good without asking. */
  private young<V>(chain: Chain<V>, id: string, path?: string): Outcome<V> | undefined {
    const young = this.local.young(chain, id, path);
    return young && this.unlessOff(chain, young);
  }

  /** Takes in records that an answer of LEGACY brought along: whoever falls back to it for them need not ask again. */
  know<V>(source: Source<V, 'PUBLIC'>, records: ReadonlyMap<string, V>): void {
    const loader = this.sources.secondary(source);
    for (const [id, record] of records) loader.know(id, ok(record));
  }

  /** Starts loading what fields will ask for later in the request. Nobody waits; a failure shows where it is read. */
  prefetch<V>(chain: Chain<V>, ids: readonly string[]): void {
    void Promise.resolve(this.walkEach(chain, ids, AS_DECLARED)).catch(ignore);
  }

  /** The same for a field, from where a rollout starts it. */
  prefetchField<V>({ chain, coordinate }: View<V, unknown>, ids: readonly string[]): void {
    void Promise.resolve(this.walkEach(chain, ids, { lead: this.leads.of(coordinate) })).catch(ignore);
  }

  /** Notes how a record was come by that is served. */
  noteServed(coordinate: string, outcome: Outcome<unknown> | undefined): void {
    if (outcome?.kind !== 'ok') return;
    if (!outcome.detour) {
      this.healthy.add(coordinate);
      return;
    }
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

  private afterPrimary<V>(
    chain: Chain<V>,
    id: string,
    first: Outcome<V> = MISSING,
    end?: Deadline,
  ): Served<Outcome<V>> {
    return first.kind === 'fail' ? this.afterFailure(chain, id, first, end) : this.unlessOff(chain, first);
  }

  /** Failed keys of one batch go on in one turn, so they reach the next source as one batch. */
  private afterFailure<V>(
    chain: Chain<V>,
    id: string,
    first: Failure,
    end: Deadline | undefined,
  ): Served<Outcome<V>> {
    const route = routeAfter(first.cls);
    if (route === 'stop') return first;
    if (!chain.secondary || route === 'local') return this.atLast(chain, id, first);
    // Where a deployment has no such service, the next hop is the first one: using it degrades nothing.
    const isFirst = first.cls === 'NOT_CONFIGURED';
    const ask: AskSource = (source, key) => loaded(this.sources.secondary(source), key, end);
    return whenServed(chain.secondary.load(id, ask), (second) => {
      // The first reason is the one that somebody has to see to; without LEGACY there is none but that.
      if (second.kind === 'fail') return this.atLast(chain, id, isFirst ? second : first);
      const settled = this.unlessOff(chain, second);
      if (isFirst || settled.kind !== 'ok') return settled;
      return { ...settled, detour: { hop: 'legacy', cls: first.cls } };
    });
  }

  /** No other service is left to ask. */
  private atLast<V>(chain: Chain<V>, id: string, failure: Failure, path?: string): Outcome<V> {
    const local = this.local.afterFailure(chain, id, failure.cls, path);
    return local ? this.unlessOff(chain, local) : failure;
  }

  private settle<V, F>(view: View<V, F>, id: string, outcome: Outcome<V>, lead?: Lead): F {
    if (lead) {
      tell(lead, view, id, outcome, this.world.now);
      if (lead.start === 'secondary' && view.unknownToLegacy) return view.end.value as F; // on this path it does not exist
    }
    if (outcome.kind === 'ok' && knows(view, outcome.detour)) {
      this.noteServed(view.coordinate, outcome);
      this.freshness.note(view.chain, outcome);
      return view.pick(outcome.value, this.world.now);
    }
    this.freshness.atMost(0); // what is absent now may be there in a moment
    const cls =
      outcome.kind === 'ok' ? outcome.detour?.cls : outcome.kind === 'fail' ? outcome.cls : undefined;
    // A service that the deployment does without has not failed.
    if (cls !== undefined && cls !== 'NOT_CONFIGURED') this.exhaust(view, cls);
    return view.end.value as F;
  }

  /** No hop has the field: its end is reported. */
  private exhaust<V, F>({ coordinate, end: { policy } }: View<V, F>, cls: FailureClass): void {
    if (cls !== 'CANCELLED')
      this.degradation.note({
        coordinate,
        source: policy === 'DEFAULT' ? 'static' : null,
        reason: reasonOf(cls),
      });
    if (policy === 'ERROR') throw gatewayError('UPSTREAM_UNAVAILABLE');
  }
}

/** A path that has no source: nothing has failed. */
const NOBODY_ASKED = fail('NOT_CONFIGURED');

const ignore = () => undefined;
