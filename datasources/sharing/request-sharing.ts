import type { LoadChunk } from '../batching/create-loader.js';
import type { SharedScope } from '../chain/cache-key.js';
import type { KeptSpace } from '../chain/kept-space.js';
import type { Segment, Source } from '../chain/source.js';
import type { HopRole } from '../http/hop-budget.js';
import type { CallScope } from '../http/transport.js';
import type { SharedSource, SharedSources } from './shared-sources.js';

/** One request's part in what the requests of its process load together. */
export class RequestSharing {
  private readonly opened = new Map<Source<unknown>, SharedSource<unknown>>();

  constructor(
    private readonly sources: SharedSources,
    private readonly calls: CallScope,
    private readonly segment: () => Segment,
  ) {}

  /** How the request loads a source together with others; null where the source answers one viewer. */
  loadOf<V>(source: Source<V>, role: HopRole, kept: KeptSpace<V> | null): LoadChunk<V> | null {
    if (!isShared(source)) return null;
    const shared = this.open(source, role, kept);
    const { deadline, trace, cancellation } = this.calls;
    const limitMs = this.sources.limitMs(source);
    return (ids, end = deadline) =>
      shared.load(ids, { budgetMs: end.budget(limitMs, role), trace, cancellation });
  }

  /** Asks for a kept record again. Nobody waits, and no client's leaving ends it: it is for those who read the record next. */
  refresh<V>(source: Source<V>, role: HopRole, kept: KeptSpace<V> | null, id: string): void {
    if (!isShared(source)) return;
    this.open(source, role, kept).refresh(id, this.calls.trace);
  }

  private open<V>(source: Source<V, SharedScope>, role: HopRole, kept: KeptSpace<V> | null): SharedSource<V> {
    const held = this.opened.get(source);
    if (held) return held as SharedSource<V>;
    const opened = this.sources.open({
      source,
      segment: source.scope === 'SEGMENT' ? this.segment() : null,
      isFallback: role === 'secondary',
      shadow: this.calls.shadow,
      kept,
    });
    this.opened.set(source, opened);
    return opened;
  }
}

const isShared = <V>(source: Source<V>): source is Source<V, SharedScope> => source.scope !== 'VIEWER';
