import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TAKEN, type FaultEffect } from '../../../sandbox/faults/effect.js';
import { effectOf } from '../../../sandbox/faults/effects.js';
import { FaultBoard } from '../../../sandbox/faults/fault-board.js';
import type { Fault } from '../../../sandbox/faults/fault.js';
import { readBody, sendReply } from '../../../sandbox/server/http-io.js';
import { NO_HINTS, type ServiceRequest } from '../../../sandbox/server/service-request.js';
import { Transport } from '../../../sandbox/server/transport.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import { ChildFront } from './child-front.js';
import { freePort } from './free-port.js';
import { healthyAnswer } from './healthy-answer.js';

/** What goes wrong at one upstream; nothing of it: all is well. */
export interface Trouble {
  /** As the sandbox knows them. */
  readonly faults?: readonly Fault[];
  /** On every call, where the sandbox knows no such fault. */
  readonly effect?: FaultEffect;
  /** The upstream is a process of its own, and what becomes of that. */
  readonly process?: 'killed' | 'frozen';
  /** Whoever is connected has to connect anew. */
  readonly hangsUp?: boolean;
}

/** Stands in front of a healthy upstream and spoils what passes: connections, bytes, records, processes, one fault at a time. */
export class FaultServer {
  private readonly transport = new Transport(
    (incoming, response) => void this.serve(incoming, response).catch(() => response.destroy()),
  );
  private readonly agent = new Agent({ keepAlive: true });
  private readonly board = new FaultBoard();
  private effect: FaultEffect | undefined;
  private child: ChildFront | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly answers = new WeakMap<Socket, number>();
  private readonly seen: string[] = [];
  private inFlight = 0;
  private most = 0;

  constructor(
    readonly upstream: UpstreamName,
    private readonly behind: string,
  ) {}

  /** `http://127.0.0.1:PORT`, the same for life. */
  get url(): string {
    return this.transport.url;
  }

  /** Port listened on. */
  get port(): number {
    return this.transport.port;
  }

  /** Paths of the calls that reached this process since the last `arm`. */
  get calls(): readonly string[] {
    return this.seen;
  }

  /** Most calls at a time since the last `arm`. */
  get peak(): number {
    return this.most;
  }

  /** Listens on a port of its own. */
  async listen(): Promise<void> {
    await this.transport.listen(await freePort());
  }

  /** Begins a trouble in place of the former one; resolves when it is in force. */
  async arm({ faults = [], effect, process, hangsUp = false }: Trouble = {}): Promise<void> {
    clearTimeout(this.timer);
    this.effect = effect;
    this.seen.length = 0;
    this.most = 0;
    this.board.arm(faults);
    await this.child?.end();
    this.child = undefined;
    if (process || hangsUp) await this.transport.setMode('refused');
    if (process) {
      this.child = await ChildFront.start(this.port, this.behind, process);
    } else await this.follow();
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.board.arm([]);
    await this.child?.end();
    await this.transport.close();
    this.agent.destroy();
  }

  /** Brings the listener into the state of the faults, again when one of them ends by itself. */
  private follow(): Promise<void> {
    const endMs = this.board.nextEndMs();
    if (endMs !== null) this.timer = setTimeout(() => void this.follow(), Math.ceil(endMs) + 1);
    return this.transport.setMode(this.board.mode());
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2);
    this.seen.push(path);
    const left = new AbortController();
    this.inFlight += 1;
    this.most = Math.max(this.most, this.inFlight);
    response.once('close', () => {
      this.inFlight -= 1;
      this.answers.set(incoming.socket, this.answersOn(incoming.socket) + 1);
      left.abort();
    });
    await this.transport.thawed();
    const body = await readBody(incoming);
    const { method = 'GET', headers } = incoming;
    const query = new URLSearchParams(search);
    await this.answer({ method, path, query, body, params: {}, headers, hints: NO_HINTS }, response, left);
  }

  private async answer(request: ServiceRequest, response: ServerResponse, left: AbortController) {
    const struck = this.board.strike({ path: request.path, ids: [] });
    const effect = this.effect ?? (struck ? effectOf(struck.fault.kind) : undefined) ?? {};
    const context = {
      service: this.upstream,
      request,
      response,
      args: struck?.fault.args ?? {},
      ids: struck?.fault.ids ?? null,
      ageMs: struck?.ageMs ?? 0,
      inFlight: this.inFlight,
      answersOnSocket: response.socket ? this.answersOn(response.socket) : 0,
    };
    const instead = effect.instead?.(context) ?? null;
    if (instead === TAKEN) return;
    if (effect.delayMs) await sleep(effect.delayMs(context), undefined, { signal: left.signal });
    const reply = instead ?? (await healthyAnswer(this.agent, this.behind, request, left.signal));
    const altered = effect.alter?.(reply, context) ?? reply;
    await this.transport.thawed();
    if (effect.send) effect.send(altered, context);
    else sendReply(response, altered);
  }

  private answersOn(socket: Socket): number {
    return this.answers.get(socket) ?? 0;
  }
}
