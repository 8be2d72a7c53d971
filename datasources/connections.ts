import { HotListStore } from './algorithm/hot-list.store.js';
import { Transport } from './http/transport.js';
import { MediaPolicy } from './parsing/media-url.js';
import type { PollingOptions } from './polling/poller.js';
import { SlotsStore } from './slots/slots.store.js';
import type { Origins } from './upstreams.js';

/** What a process knows of its upstreams. */
export interface ConnectionsOptions extends PollingOptions {
  readonly origins: Origins;
  /** Hosts that media may come from; null: any public https host. */
  readonly mediaHosts: readonly string[] | null;
  /** Origin of the embedded services' pictures; null when they do not serve. */
  readonly localMediaOrigin: string | null;
  /** Stretches the time limits of calls; see TransportOptions. */
  readonly timeoutFactor?: number;
}

/** What all requests of a process share: sockets, and what is polled into memory. Holds nothing of any viewer. */
export class Connections {
  readonly transport: Transport;
  readonly media: MediaPolicy;
  readonly slots: SlotsStore;
  readonly hotLists: HotListStore;

  constructor(readonly options: ConnectionsOptions) {
    const { origins, mediaHosts, localMediaOrigin } = options;
    this.transport = new Transport(options);
    this.media = new MediaPolicy(mediaHosts && new Set(mediaHosts), localMediaOrigin);
    this.hotLists = new HotListStore(origins.ALGORITHM, options);
    this.slots = new SlotsStore({
      ...options,
      url: origins.SLOTS,
      media: this.media,
      onScene: (sceneId) => void this.hotLists.watch(sceneId),
      onSceneGone: (sceneId) => this.hotLists.forget(sceneId),
    });
  }

  /** Reads what is polled once, then keeps it fresh. Never rejects: a process starts without its upstreams. */
  async start(): Promise<void> {
    await this.slots.start();
  }

  /** Ends polling and closes all sockets. */
  async stop(): Promise<void> {
    await this.slots.stop(); // first: a scene that it still reads is watched by the hot lists
    await this.hotLists.stop();
    await this.transport.close();
  }
}
