import { failAll } from '../batching/fail-all.js';
import { keySpace, type SegmentOf, type SharedScope } from '../chain/cache-key.js';
import type { KeptSpace } from '../chain/kept-space.js';
import type { Outcome } from '../chain/outcome.js';
import type { ContextOf, PublicContext, Source } from '../chain/source.js';
import { guardedBatch, type Guarding } from '../guard/guarding.js';
import type { CallScope, Transport } from '../http/transport.js';
import type { Trace } from '../http/trace.js';
import type { MediaPolicy } from '../parsing/media-url.js';
import { Refreshes } from './refreshes.js';
import type { SharedRoute } from './shared-call.js';
import { SharedLoads, type Asker, type SharedLoadsState } from './shared-loads.js';

/** What calls that belong to no request take from the process. */
export interface SharedWorld {
  readonly transport: Transport;
  readonly guards: Guarding;
  readonly media: MediaPolicy;
  /** Counts what boundary checks of shared answers did; once, whoever waits for them. */
  readonly count: PublicContext['report'];
  /** Epoch ms. */
  readonly now: () => number;
  readonly monotonicNow: () => number;
}

/** A source as requests that may share its answers read it. A VIEWER source does not fit. */
export interface SharedReading<V, S extends SharedScope> {
  readonly source: Source<V, S>;
  readonly segment: SegmentOf[S];
  /** LEGACY in the place of a primary that failed. */
  readonly isFallback: boolean;
  /** A load test, or shadow traffic: never together with real requests. */
  readonly shadow: boolean;
  /** Where answers are kept, and looked for; null: nowhere. */
  readonly kept: KeptSpace<V> | null;
}

/** A source as one request reads it together with others. */
export interface SharedSource<V> {
  /** Loads distinct ids. Rejects only with faults of our own. */
  load(ids: readonly string[], asker: Asker): Promise<ReadonlyMap<string, Outcome<V>>>;
  /** Asks for a kept record again soon; nobody waits. */
  refresh(id: string, trace: Trace): void;
}

/** The sources of a process whose answers know no viewer, asked on behalf of all its requests. */
export class SharedSources {
  private readonly loads: SharedLoads;
  private readonly refreshes: Refreshes;

  constructor(private readonly world: SharedWorld) {
    this.loads = new SharedLoads(world.monotonicNow);
    this.refreshes = new Refreshes(this.loads);
  }

  /**
   * How requests with this segment read a source.
   * @throws TypeError for a source of one viewer
   */
  open<V, S extends SharedScope>(reading: SharedReading<V, S>): SharedSource<V> {
    const route = this.routeOf(reading);
    return {
      load: (ids, asker) => this.loads.load(route, ids, asker),
      refresh: (id, trace) => this.refreshes.add(route, id, trace),
    };
  }

  /** How long a call of a source may take in this process, in ms. */
  limitMs({ timeoutMs }: Pick<Source<unknown>, 'timeoutMs'>): number {
    return this.world.transport.limitMs(timeoutMs);
  }

  /** What was shared so far. */
  state(): SharedLoadsState {
    return this.loads.state();
  }

  private routeOf<V, S extends SharedScope>(reading: SharedReading<V, S>): SharedRoute<V> {
    const { source, segment, isFallback, shadow, kept } = reading;
    const { scope } = source;
    // Types alone are not enough: a wider declaration fits a narrower type after a cast.
    if ((scope as string) === 'VIEWER') throw new TypeError(`${source.id} is read for one viewer`);
    const { guards } = this.world;
    const limitMs = this.limitMs(source);
    return {
      space: keySpace({ scope, arms: shadow ? ['shadow'] : [], source: source.id, contract: '', segment }),
      maxBatch: source.maxBatch,
      limitMs,
      shadow,
      known: (id) => kept?.young(id),
      ask: async (ids, budgetMs, callsOf) => {
        const outcomes = await guardedBatch(guards, ids, {
          source,
          isFallback,
          timeoutMs: limitMs,
          budgetMs,
          attempt: (ms, isSecond) =>
            source.load(ids, this.contextOf(reading, { ...callsOf(ms), unused: isSecond })),
        }).catch((error: unknown) => failAll<V>(ids, error));
        kept?.learnAll(outcomes);
        return outcomes;
      },
    };
  }

  /** What the source may know: built here out of nothing but the process and the segment. */
  private contextOf<V, S extends SharedScope>(
    { segment }: SharedReading<V, S>,
    calls: CallScope,
  ): ContextOf[S];
  private contextOf<V>({ segment }: SharedReading<V, SharedScope>, calls: CallScope): PublicContext {
    const { transport, media, count, now } = this.world;
    return Object.freeze({
      now: now(),
      media,
      report: count,
      call: (endpoint, request) => transport.call(endpoint, request, calls, null),
      ...(segment && { segment }),
    } satisfies PublicContext & { segment?: SegmentOf['SEGMENT'] });
  }
}
