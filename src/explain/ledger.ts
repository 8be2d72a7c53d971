import type { ChainShape } from '../../datasources/chain/declaration-rules.js';
import type { Source } from '../../datasources/chain/source.js';
import type { Endpoint, Scope } from '../../datasources/http/endpoint.js';
import type { UpstreamName } from '../../datasources/upstreams.js';
import type { ForWhom } from './explanation.types.js';

/** Whom something is asked of: a source, or an endpoint without ids. */
export interface Target {
  readonly id: string;
  readonly upstream: UpstreamName;
  readonly scope: Scope;
  readonly timeoutMs: number;
  /** Null: the call has no ids. */
  readonly maxBatch: number | null;
  /** Who is asked for what it fails on. */
  readonly secondary: Source<unknown> | null;
  readonly forWhom: ForWhom;
}

/** When and why one id is asked for. */
export interface Asking {
  /** From 1 on. */
  readonly hop: number;
  /** What was waited for: ids that come out of the same answer are asked for in one turn. */
  readonly from: string;
  /** Whether it is asked for before the items of a list exist, inside the time of its first tier. */
  readonly isListed: boolean;
  readonly isExact: boolean;
  readonly onlyIf: string | null;
}

/** All that is asked of one target. */
export interface Asked {
  readonly target: Target;
  readonly keys: Map<string, Asking>;
  /** Coordinates of the fields that ask. */
  readonly fields: Set<string>;
}

/** What is asked of whom, each id once, as a request's memo has it. */
export class Ledger {
  /** By the id of the target. */
  readonly asked = new Map<string, Asked>();
  private hasChanged = false;

  /** Notes that a field needs an id (null: another one will say so); returns the hop that it is asked in, which may be an earlier one than `asking` says. */
  ask(target: Target, key: string, coordinate: string | null, asking: Asking): number {
    const entry = this.asked.get(target.id) ?? this.open(target);
    if (coordinate !== null) entry.fields.add(coordinate);
    const known = entry.keys.get(key);
    if (known && known.hop <= asking.hop) {
      if (known.onlyIf !== null && asking.onlyIf === null) entry.keys.set(key, { ...known, onlyIf: null });
      return known.hop;
    }
    if (known) this.hasChanged = true;
    entry.keys.set(key, asking);
    return asking.hop;
  }

  /**
   * Whether anything turned out, since the last time, to be asked for earlier than was known: what follows from it has to be
   * walked again.
   */
  takeChange(): boolean {
    const { hasChanged } = this;
    this.hasChanged = false;
    return hasChanged;
  }

  private open(target: Target): Asked {
    const entry: Asked = { target, keys: new Map(), fields: new Set() };
    this.asked.set(target.id, entry);
    return entry;
  }
}

/** The primary of a chain. States of a viewer are asked for those with an id alone. */
export const targetOf = ({ primary, secondary }: ChainShape): Target => ({
  id: primary.id,
  upstream: primary.upstream,
  scope: primary.scope,
  timeoutMs: primary.timeoutMs,
  maxBatch: primary.maxBatch,
  secondary: secondary?.source ?? null,
  forWhom: primary.scope === 'VIEWER' ? 'VIEWER' : 'EVERYBODY',
});

/** An endpoint that is called without ids. */
export const callTarget = ({ id, upstream, scope, timeoutMs }: Endpoint, aboutViewer = false): Target => ({
  id,
  upstream,
  scope,
  timeoutMs,
  maxBatch: null,
  secondary: null,
  forWhom: aboutViewer ? 'KNOWN' : 'EVERYBODY',
});
