import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { World } from '../data/world.js';
import type { Fault } from '../faults/fault.js';
import { FaultBoard } from '../faults/fault-board.js';
import type { OpenCall, PathCalls } from './call-log.js';
import { CallCounter } from './call-log.js';
import { ServiceClock } from './service-clock.js';
import { readBody, sendReply } from './http-io.js';
import type { LatencyProfile } from './latency.js';
import { PathTable } from './path-table.js';
import { Pipeline } from './pipeline.js';
import type { Route, Service } from './route.js';
import { ServiceError } from './service-error.js';
import { NO_HINTS } from './service-request.js';
import { Transport } from './transport.js';

/** One upstream service on its own loopback port, with its faults and its call log. */
export class ServiceServer {
  private readonly table: PathTable<Route>;
  private readonly board = new FaultBoard();
  private readonly counter: CallCounter;
  private readonly pipeline: Pipeline;
  private readonly transport: Transport;
  private readonly answersBySocket = new WeakMap<Socket, number>();
  private inFlight = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly service: Service,
    world: World,
    profile: { readonly latency: LatencyProfile },
  ) {
    this.table = new PathTable(service.routes);
    this.counter = new CallCounter(world.now);
    this.transport = new Transport((request, response) => void this.serve(request, response));
    const clock = new ServiceClock(world.chance, service.name, profile);
    this.pipeline = new Pipeline(service, clock, () => this.transport.thawed());
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return this.transport.url;
  }

  /** Starts listening on a free loopback port. */
  listen(): Promise<void> {
    return this.transport.listen();
  }

  /** Stops listening and cuts all connections. */
  close(): Promise<void> {
    clearTimeout(this.timer);
    this.board.arm([]);
    return this.transport.close();
  }

  /** Faults that have not ended. */
  faults(): Fault[] {
    return this.board.list();
  }

  /** Replaces the faults; resolves when those of the whole service are in force. */
  setFaults(faults: readonly Fault[]): Promise<void> {
    this.board.arm(faults);
    return this.followBoard();
  }

  /** Calls seen since the last reset. */
  calls(): Record<string, PathCalls> {
    return this.counter.snapshot();
  }

  /** Forgets the calls. */
  resetCalls(): void {
    this.counter.reset();
  }

  /** Forgets what the service received. */
  reset(): void {
    this.service.reset?.();
  }

  /** Brings the listener into the state the faults ask for, again when the next of them ends. */
  private followBoard(): Promise<void> {
    clearTimeout(this.timer);
    const endMs = this.board.nextEndMs();
    if (endMs !== null) this.timer = setTimeout(() => this.followLater(), Math.ceil(endMs) + 1);
    return this.transport.setMode(this.board.mode());
  }

  /** The same without anybody waiting: a port that is lost stays refused until faults are set again. */
  private followLater(): void {
    this.followBoard().catch(() => undefined);
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2);
    const method = incoming.method ?? 'GET';
    const { socket, headers } = incoming;
    const match = this.table.find(method, path);
    const { route, params } = match instanceof ServiceError ? { route: match, params: {} } : match;
    const label = route instanceof ServiceError ? '(unknown)' : route.path;
    const entry = this.counter.begin(`${method} ${label}`, headers);
    const signal = this.watch(response, socket, entry);
    try {
      await this.transport.thawed();
      const body = await readBody(incoming);
      const query = new URLSearchParams(search);
      const request = { method, path, query, body, params, headers, hints: NO_HINTS };
      const ids = route instanceof ServiceError ? [] : (route.idsOf?.(request) ?? []);
      entry.asked(ids);
      const struck = this.board.strike({ path, ids });
      const { inFlight } = this;
      const answersOnSocket = this.answersOn(socket);
      await this.pipeline.answer({ request, response, route, struck, signal, inFlight, answersOnSocket });
    } catch (error) {
      if (!response.headersSent && !response.destroyed)
        sendReply(response, this.pipeline.failure(error, path));
    }
  }

  /** Counts a call as in progress until its connection is done with it; the signal tells when that is. */
  private watch(response: ServerResponse, socket: Socket, entry: OpenCall): AbortSignal {
    const left = new AbortController();
    this.inFlight += 1;
    response.once('close', () => {
      this.inFlight -= 1;
      if (response.writableFinished) this.answersBySocket.set(socket, this.answersOn(socket) + 1);
      entry.end(response.writableFinished ? response.statusCode : null);
      left.abort();
      if (this.board.mode() !== 'open') this.followLater();
    });
    return left.signal;
  }

  private answersOn(socket: Socket): number {
    return this.answersBySocket.get(socket) ?? 0;
  }
}
