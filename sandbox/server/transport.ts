import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListenerMode } from '../faults/fault.js';
import type { FullBacklog } from '../faults/full-backlog.js';
import { occupyBacklog } from '../faults/full-backlog.js';

/** Another process may hold the port for a moment after it was closed. */
const RELISTEN_ATTEMPTS = 100;
const RELISTEN_PAUSE_MS = 50;
/** Longer than any client keeps an idle connection. */
const KEEP_ALIVE_MS = 75_000;

/** A loopback listener that can be refused, hung or frozen and come back on the same port. */
export class Transport {
  private readonly server: Server;
  private mode: ListenerMode = 'open';
  private backlog: FullBacklog | null = null;
  private thaw: (() => void) | null = null;
  private frozen: Promise<void> = Promise.resolve();
  private change: Promise<void> = Promise.resolve();
  private portNumber = 0;

  constructor(handler: RequestListener) {
    this.server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, handler);
  }

  /** Port listened on; 0 before `listen`. */
  get port(): number {
    return this.portNumber;
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return `http://127.0.0.1:${this.portNumber}`;
  }

  /** Listens on loopback; rejects when the port is taken. */
  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.portNumber = (this.server.address() as AddressInfo).port;
  }

  /** Brings the listener into a state; resolves when it is in force, rejects when its port is lost. Changes follow one another. */
  setMode(mode: ListenerMode): Promise<void> {
    const changed = this.change.then(async () => {
      if (mode === this.mode) return;
      await this.leave();
      await this.enter(mode);
      this.mode = mode;
    });
    this.change = changed.catch(() => undefined);
    return changed;
  }

  /** Resolves at once, or when the freeze ends. */
  thawed(): Promise<void> {
    return this.frozen;
  }

  /** Closes the listener and all connections. */
  async close(): Promise<void> {
    await this.setMode('refused');
  }

  private async enter(mode: ListenerMode): Promise<void> {
    if (mode === 'refused' || mode === 'hanging') await this.shut();
    if (mode === 'hanging') this.backlog = await occupyBacklog(this.portNumber);
    if (mode === 'frozen') {
      this.frozen = new Promise((resolve) => {
        this.thaw = resolve;
      });
    }
  }

  private async leave(): Promise<void> {
    this.thaw?.();
    this.thaw = null;
    await this.backlog?.release();
    this.backlog = null;
    if (!this.server.listening) await this.relisten();
  }

  private async shut(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  private async relisten(attempt = 1): Promise<void> {
    try {
      await this.listen(this.portNumber);
    } catch (error) {
      if (attempt >= RELISTEN_ATTEMPTS) throw error;
      await sleep(RELISTEN_PAUSE_MS);
      await this.relisten(attempt + 1);
    }
  }
}
