import type { Dispatcher } from 'undici';
import type { FailureClass } from '../chain/outcome.js';

/** Largest body accepted from any upstream, in bytes. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** How an exchange ended: a body to parse, or a class of failure. */
export type ExchangeEnd =
  | { readonly body: string; readonly cls?: undefined }
  | { readonly cls: FailureClass; readonly retryAfterMs: number | null; readonly body?: undefined };

/** The connection that an exchange is on. */
export interface Carrier {
  /** Whether an answer has come over it before. */
  readonly hasAnswered: boolean;
  /** An answer has come to its end. */
  answered(): void;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * One HTTP exchange as undici drives it. It judges the head before a byte of the body is kept and settles exactly once;
 * `stop` settles it from outside (timer, cancellation) whether or not undici has begun.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Set by connections that are kept. */
  carrier: Carrier | null = null;
  private controller: Dispatcher.DispatchController | null = null;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private answered = false;
  private settled = false;

  constructor(private readonly settle: (end: ExchangeEnd) => void) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.settled) controller.abort(new Error('stopped')); // it waited for a socket longer than anyone waits for it
  }

  onResponseStart(_controller: unknown, status: number, headers: Headers): void {
    if (status < 200) return; // informational; the answer follows
    this.answered = true;
    const refusal = judgeHead(status, headers);
    if (refusal) this.end(refusal);
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > MAX_BODY_BYTES) this.end(failed('TOO_LARGE'));
    else if (!this.settled) this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.carrier?.answered();
    const [first] = this.chunks;
    if (!first) this.end(failed('EMPTY_BODY'));
    else this.end({ body: (this.chunks.length === 1 ? first : Buffer.concat(this.chunks)).toString('utf8') });
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    const cls = this.answered ? 'RESET_BODY' : connectionClass(error.code, this.controller !== null);
    this.end(failed(cls === 'RESET' && this.carrier?.hasAnswered ? 'RESET_REUSED' : cls));
  }

  /** Ends the exchange now and closes its socket. */
  stop(cls: FailureClass): void {
    this.end(failed(cls));
  }

  private end(end: ExchangeEnd): void {
    if (this.settled) return;
    this.settled = true;
    if (end.cls !== undefined) this.controller?.abort(new Error(end.cls));
    this.settle(end);
  }
}

const failed = (cls: FailureClass, retryAfterMs: number | null = null): ExchangeEnd => ({
  cls,
  retryAfterMs,
});

/** Everything that can be refused without reading the body; null when the body may be read. */
export function judgeHead(status: number, headers: Headers): ExchangeEnd | null {
  if (status >= 200 && status < 300) {
    if (status === 204) return failed('EMPTY_BODY');
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') return failed('DECODE');
    const type = headers['content-type'];
    return typeof type === 'string' && type.startsWith('application/json') ? null : failed('CONTENT_TYPE');
  }
  if (status < 400) return failed('REDIRECT');
  if (status === 401 || status === 403) return failed('UPSTREAM_AUTH');
  if (status === 429) return failed('UPSTREAM_LIMITED', retryAfterMs(headers['retry-after']) ?? 1_000);
  if (status < 500) return failed(status === 404 ? 'NOT_FOUND' : 'UPSTREAM_4XX');
  const wait = status === 503 ? retryAfterMs(headers['retry-after']) : null;
  if (wait !== null) return failed('UPSTREAM_BUSY', wait);
  return failed(status === 502 || status === 503 ? 'BAD_GATEWAY' : 'UPSTREAM_5XX');
}

/** `Retry-After` in whole seconds, capped at a minute; null when absent or not a number. */
function retryAfterMs(header: string | string[] | undefined): number | null {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : null;
  return seconds === null ? null : Math.min(seconds, 60) * 1_000;
}

/** The connection was there and went away, by the upstream's will or by ours at shutdown. */
const RESETS = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'UND_ERR_DESTROYED']);

/** What resolvers say: no such name, or no answer. Asking again at once would get the same. */
const UNRESOLVED = /^(ENOTFOUND|EAI_[A-Z]+)$/;

/** Class of what ended a call before its answer began. `sent`: the request was on a connection, so what came was no HTTP. */
function connectionClass(code: string | undefined, sent: boolean): FailureClass {
  if (code !== undefined && RESETS.has(code)) return 'RESET';
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'CONNECT_TIMEOUT';
  if (code !== undefined && UNRESOLVED.test(code)) return 'DNS';
  return sent ? 'PARSE' : 'CONNECT';
}
