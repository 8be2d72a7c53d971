import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { MOST_KILL_BYTES } from './kill-list.js';

/** Where the list comes from. */
export interface KillSource {
  /** Milliseconds from the beginning of one reading to that of the next. */
  readonly everyMs: number;
  /**
   * What stands there now, to a byte more than the longest list; null: nothing does.
   * @throws Error when that cannot be known
   */
  readonly read: (signal: AbortSignal) => Promise<Uint8Array | null>;
  readonly close: () => void;
}

/** Used where no rules are configured. */
const USUAL_PATH = './rollout.kill';
const SUFFIX = '.kill';
const ENOUGH = MOST_KILL_BYTES + 1;
const GONE: ReadonlySet<number | undefined> = new Set([404, 410]);

const isUrl = (location: string): boolean => /^https?:\/\//i.test(location);

/** The list beside the rules: their path or URL with `.kill` after its path. null: no rules are configured. */
export function killLocation(rules: string | null): string {
  if (rules === null) return USUAL_PATH;
  if (!isUrl(rules)) return `${rules}${SUFFIX}`;
  const url = new URL(rules);
  url.pathname += SUFFIX;
  return url.href;
}

/** The source for a path or URL. */
export const killSource = (location: string): KillSource =>
  isUrl(location) ? urlSource(new URL(location)) : fileSource(location);

/** Of a mount that hangs, each reading would hold one of the few threads that files and names are read by: there is one at most. */
function fileSource(path: string): KillSource {
  let reading: Promise<Uint8Array | null> | undefined;
  return {
    everyMs: 250,
    read: (signal) => {
      reading ??= readStart(path).finally(() => (reading = undefined));
      return orAborted(reading, signal);
    },
    close: () => undefined,
  };
}

/** Waits for a piece of work that cannot be ended, until the signal. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function readStart(path: string): Promise<Uint8Array | null> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody who writes into it.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if ((await file.stat()).isFIFO()) throw new Error('it is a named pipe; put a file there');
      const { buffer, bytesRead } = await file.read(new Uint8Array(ENOUGH), 0, ENOUGH, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Plain node:http, so that nothing that can go wrong with the clients of the gateway goes wrong here. */
function urlSource(url: URL): KillSource {
  const client = url.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (signal: AbortSignal) =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { accept: 'text/plain', 'accept-encoding': 'identity', 'cache-control': 'no-cache' };
      client.get(url, { agent, signal, headers }, resolve).on('error', reject);
    });
  const read = async (signal: AbortSignal): Promise<Uint8Array | null> => {
    const answer = await ask(signal);
    const body = await startOf(answer);
    if (GONE.has(answer.statusCode)) return null;
    if (answer.statusCode !== 200) throw new Error(`status ${String(answer.statusCode)}`);
    checkKind(answer.headers);
    return body;
  };
  return { everyMs: 500, read, close: () => agent.destroy() };
}

/** A page to log in, or of a proxy, may come with status 200. */
function checkKind(headers: http.IncomingHttpHeaders): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity') throw new Error(`content-encoding ${encoding}`);
  if (/^text\/html|xhtml/i.test(type)) throw new Error(`content-type ${type}`);
}

async function startOf(answer: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= ENOUGH) break;
  }
  return Buffer.concat(chunks).subarray(0, ENOUGH);
}
