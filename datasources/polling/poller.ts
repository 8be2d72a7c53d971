import got, { type Got, type Response } from 'got';
import type { Telemetry } from '../telemetry.js';
import type { UpstreamName } from '../upstreams.js';
import type { LastGoodFile } from '../disk/last-good-file.js';
import { jittered } from '../jitter.js';
import { judgeHead, MAX_BODY_BYTES } from '../http/exchange.js';
import { spanHeader, traceOf } from '../http/trace.js';
import { pollFailure } from './poll-failure.js';

/** A document that is fetched again and again, off the request path. */
export interface PolledDocument {
  readonly upstream: UpstreamName;
  /** Label in metrics: `SLOTS.plan`. */
  readonly operation: string;
  readonly url: string;
  readonly everyMs: number;
  /**
   * Takes a new document (never called for "not modified"), or the copy on disk before any other; throws when it is not usable,
   * which keeps the former one.
   */
  readonly accept: (json: unknown) => void;
  /** Told when an answer was not usable. */
  readonly onUnusable?: () => void;
  /** Where the last good document is kept for a start without its service; default: nowhere. */
  readonly copy?: LastGoodFile | undefined;
  /** Told about every answer's Date header, in epoch ms, with the local time of receipt. */
  readonly onDate?: (serverMs: number, localMs: number) => void;
}

/** What polling needs of the process. */
export interface PollingOptions {
  readonly telemetry: Telemetry;
  readonly version: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0..1; spreads polls of many instances over the interval. */
  readonly random: () => number;
}

const TIMEOUT_MS = 2_000;

/** Polls one document with its ETag; retries and back-off are got's. A failure keeps what is there and is counted. */
export class Poller {
  private etag: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private inFlight: AbortController | undefined;
  private readonly http: Got;
  private stopped = false;
  /** Epoch ms of the last answer that could be used, "not modified" included; null before the first. */
  confirmedAt: number | null = null;

  constructor(
    private readonly document: PolledDocument,
    private readonly options: PollingOptions,
  ) {
    this.http = got.extend({
      timeout: { request: TIMEOUT_MS },
      retry: { limit: 1, statusCodes: [502, 503], maxRetryAfter: 1_000 },
      followRedirect: false,
      decompress: false,
      throwHttpErrors: false,
      enableUnixSockets: false,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': `vitrine/${options.version}`,
      },
    });
  }

  /** Reads the copy, polls once and goes on every `everyMs`; resolves when the first attempt has ended, well or badly. */
  async start(): Promise<void> {
    await this.document.copy?.restore((json) => {
      if (this.confirmedAt === null && !this.stopped) this.document.accept(json);
    });
    await this.poll();
    this.schedule();
  }

  /** Ends polling, an attempt under way included: nothing is accepted once this has resolved. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.inFlight?.abort();
    await this.running;
  }

  /** One attempt now; joins one that is under way. Never rejects. */
  poll(): Promise<void> {
    this.running ??= this.attempt().finally(() => (this.running = undefined));
    return this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(
      () => void this.poll().then(() => this.schedule()),
      jittered(this.document.everyMs, this.options.random()),
    );
    this.timer.unref();
  }

  private async attempt(): Promise<void> {
    const { upstream, operation } = this.document;
    const startedAt = performance.now();
    let outcome = 'ok';
    try {
      outcome = await this.fetch();
      if (outcome === 'ok') this.confirmedAt = this.options.now();
    } catch (error) {
      outcome = this.stopped ? 'CANCELLED' : pollFailure(error);
    }
    this.options.telemetry.upstreamCall({ upstream, operation, outcome, ms: performance.now() - startedAt });
  }

  private async fetch(): Promise<string> {
    const controller = new AbortController();
    this.inFlight = controller;
    const request = this.http.get(this.document.url, {
      signal: controller.signal,
      headers: {
        traceparent: spanHeader(traceOf(undefined)),
        ...(this.etag === undefined ? {} : { 'if-none-match': this.etag }),
      },
    });
    let tooLarge = false;
    void request.on('downloadProgress', ({ transferred }) => {
      if (transferred <= MAX_BODY_BYTES) return;
      tooLarge = true;
      controller.abort();
    });
    const answer = await request.catch((error: unknown) => {
      if (tooLarge) return null;
      throw error;
    });
    if (this.stopped) return 'CANCELLED';
    return answer ? this.take(answer) : 'TOO_LARGE';
  }

  private take(answer: Response<string>): string {
    const { accept, copy, onDate, onUnusable } = this.document;
    const date = Date.parse(answer.headers.date ?? '');
    if (!Number.isNaN(date)) onDate?.(date, this.options.now());
    if (answer.statusCode === 304) {
      copy?.retry();
      return 'ok';
    }
    if (answer.statusCode !== 200) return judgeHead(answer.statusCode, answer.headers)?.cls ?? 'UPSTREAM_4XX';
    try {
      accept(JSON.parse(answer.body));
      this.etag = answer.headers.etag;
      copy?.keep(answer.body);
      return 'ok';
    } catch (error) {
      onUnusable?.();
      return error instanceof SyntaxError ? 'PARSE' : 'SCHEMA';
    }
  }
}
