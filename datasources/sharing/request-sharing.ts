import type { LoadChunk } from '../batching/create-loader.js';
import type { SharedScope } from '../chain/cache-key.js';
import type { KeptSpace } from '../chain/kept-space.js';
import type { Segment, Source } from '../chain/source.js';
import type { HopRole } from '../http/hop-budget.js';
import type { CallScope } from '../http/transport.js';
import type { SharedLoad, SharedSources } from './shared-sources.js';

/** One request's part in what the requests of its process load together. */
export class RequestSharing {
  private readonly loads = new Map<Source<unknown>, SharedLoad<unknown>>();

  constructor(
    private readonly sources: SharedSources,
    private readonly calls: CallScope,
    private readonly segment: () => Segment,
  ) {}

  /** How the request loads a source together with others; null where the source answers one viewer. */
  loadOf<V>(source: Source<V>, role: HopRole, kept: KeptSpace<V> | null): LoadChunk<V> | null {
    if (!isShared(source)) return null;
    const load = this.open(source, role, kept);
    const { deadline, trace, cancellation } = this.calls;
    const limitMs = this.sources.limitMs(source);
    return (ids, end = deadline) => load(ids, { budgetMs: end.budget(limitMs, role), trace, cancellation });
  }

  /** Asks for a kept record again. Nobody waits, and no client's leaving ends it: it is for those who read the record next. */
  refresh<V>(source: Source<V>, role: HopRole, kept: KeptSpace<V> | null, id: string): void {
    if (!isShared(source)) return;
    const asker = { budgetMs: this.sources.limitMs(source), trace: this.calls.trace, cancellation: null };
    this.open(source, role, kept)([id], asker).catch(ignore);
  }

  private open<V>(source: Source<V, SharedScope>, role: HopRole, kept: KeptSpace<V> | null): SharedLoad<V> {
    const held = this.loads.get(source);
    if (held) return held as SharedLoad<V>;
    const load = this.sources.open({
      source,
      segment: source.scope === 'SEGMENT' ? this.segment() : null,
      isFallback: role === 'secondary',
      shadow: this.calls.shadow,
      kept,
    });
    this.loads.set(source, load);
    return load;
  }
}

const isShared = <V>(source: Source<V>): source is Source<V, SharedScope> => source.scope !== 'VIEWER';
const ignore = () => undefined;
