import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HotListStore, type HotListReader } from './algorithm/hot-list.store.js';
import { LastKnownGood } from './chain/last-known-good.js';
import type { LocalStores } from './chain/local-hops.js';
import { isRefusal } from './guard/failure-policy.js';
import type { Guarding } from './guard/guarding.js';
import { Guards } from './guard/guards.js';
import { Transport } from './http/transport.js';
import { MediaPolicy } from './parsing/media-url.js';
import type { Telemetry } from './telemetry.js';
import type { PollingOptions } from './polling/poller.js';
import { SharedSources } from './sharing/shared-sources.js';
import { SlotsStore, type SlotsReader } from './slots/slots.store.js';
import { SnapshotStore } from './snapshot/snapshot.store.js';
import type { Origins } from './upstreams.js';

/** What a process knows of its upstreams. */
export interface ConnectionsOptions extends PollingOptions {
  readonly origins: Origins;
  /** Hosts that media may come from; null: any public https host. */
  readonly mediaHosts: readonly string[] | null;
  /** Origin of the embedded services' pictures; null when they do not serve. */
  readonly localMediaOrigin: string | null;
  /** What stands between requests and sources; default: breakers, retries and caps. */
  readonly guards?: Guarding;
  /** Stretches the time limits of calls; see TransportOptions. */
  readonly timeoutFactor?: number;
  /** Whether good records are kept for the time after a failure; default: yes. */
  readonly keepsRecords?: boolean;
  /** Whether requests share: kept records while they are fresh, and calls under way; default: no. */
  readonly servesFresh?: boolean;
  /** Whether rollouts may be in progress, so that each arm has snapshots of its own; default: no. */
  readonly arms?: boolean;
  /** Resolves names of upstreams on the request path; default: the system. */
  readonly lookup?: LookupFunction;
  /** Folder for copies of what was polled, for a start without its services; null or absent: none are kept. */
  readonly diskPath?: string | null;
  /**
   * Milliseconds after the slot plans until hot lists and snapshots are read, which no page needs whose sources are well;
   * default: 0, with the plans.
   */
  readonly fallbacksAfterMs?: number;
}

/** What the data sources of a request are made of. */
export interface SourceAccess extends Pick<
  Connections,
  'transport' | 'media' | 'guards' | 'snapshots' | 'stores' | 'shared' | 'telemetry'
> {
  readonly slots: SlotsReader;
  readonly hotLists: HotListReader;
}

/** What all requests of a process share: sockets, and what is polled into memory. Holds nothing of any viewer. */
export class Connections {
  readonly transport: Transport;
  readonly media: MediaPolicy;
  readonly slots: SlotsStore;
  readonly hotLists: HotListStore;
  readonly snapshots: SnapshotStore;
  /** What the local hops of chains read. */
  readonly stores: LocalStores;
  readonly guards: Guarding;
  /** What requests load together; null: each asks for itself. */
  readonly shared: SharedSources | null;
  readonly telemetry: Telemetry;
  private readonly fallbacks = Promise.withResolvers<null>();
  private fallbacksTimer: NodeJS.Timeout | undefined;

  constructor(readonly options: ConnectionsOptions) {
    const { origins, mediaHosts, localMediaOrigin, diskPath = null } = options;
    this.telemetry = options.telemetry;
    this.transport = new Transport(options);
    this.media = new MediaPolicy(mediaHosts && new Set(mediaHosts), localMediaOrigin);
    this.guards = options.guards ?? openGuards(options);
    this.shared = options.servesFresh ? this.openShared(options) : null;
    this.hotLists = new HotListStore(origins.ALGORITHM, options);
    this.snapshots = new SnapshotStore({
      ...options,
      url: origins.SNAPSHOT,
      diskPath: diskPath && join(diskPath, 'snapshots'),
      media: this.media,
    });
    this.stores = {
      kept: options.keepsRecords === false ? null : openKept(options),
      servesFresh: options.servesFresh ?? false,
      snapshots: this.snapshots,
    };
    this.slots = new SlotsStore({
      ...options,
      url: origins.SLOTS,
      diskPath: diskPath && join(diskPath, 'slots'),
      media: this.media,
      onScene: (sceneId) => void this.fallbacks.promise.then(() => this.watchFallbacks(sceneId)),
      onSceneGone: (sceneId) => {
        this.hotLists.forget(sceneId);
        this.snapshots.forget(sceneId);
      },
    });
  }

  private openShared({ now, telemetry }: ConnectionsOptions): SharedSources {
    return new SharedSources({
      transport: this.transport,
      guards: this.guards,
      media: this.media,
      count: (code, times) => telemetry.counted(code, times),
      now,
      monotonicNow: () => performance.now(),
    });
  }

  /**
   * Reads what is polled once, then keeps it fresh; of snapshots, those on disk are enough. Never rejects: a process starts
   * without its upstreams.
   */
  async start(): Promise<void> {
    const { fallbacksAfterMs = 0 } = this.options;
    if (fallbacksAfterMs > 0) {
      await this.slots.start();
      this.fallbacksTimer = setTimeout(() => this.readFallbacks(), fallbacksAfterMs).unref();
      return;
    }
    this.readFallbacks();
    await this.slots.start();
    await this.snapshots.first();
  }

  /** Ends polling and closes all sockets. */
  async stop(): Promise<void> {
    clearTimeout(this.fallbacksTimer);
    await this.slots.stop(); // first: a scene that it still reads is watched by the others
    await Promise.all([this.hotLists.stop(), this.snapshots.stop()]);
    await this.transport.close();
  }

  private readFallbacks(): void {
    void this.snapshots.start();
    this.fallbacks.resolve(null);
  }

  private watchFallbacks(sceneId: string): void {
    if (this.slots.scene(sceneId) === null) return; // gone meanwhile
    void this.hotLists.watch(sceneId);
    void this.snapshots.watch(sceneId);
  }
}

const openKept = ({ now, random }: ConnectionsOptions): LastKnownGood =>
  new LastKnownGood({ now, random, monotonicNow: () => performance.now() });

/** What LEGACY was load-tested for, as the source of those whose primary failed. */
const FALLBACK_LIMITS = { inFlight: 32, perSecond: 100 };

/** Breakers, retries and caps of their own. */
export const openGuards = ({ telemetry, random }: ConnectionsOptions): Guards =>
  new Guards({
    monotonicNow: () => performance.now(),
    random,
    pause: (ms) => delay(ms),
    counted: (source, cls) => {
      if (isRefusal(cls)) telemetry.refused(source, cls);
    },
    fallback: FALLBACK_LIMITS,
  });
