import { LRUCache } from 'lru-cache';
import { Space } from '../../../datasources/chain/second-chance.js';
import { isOf, strangersIn, type Person } from './people.js';
import { SALE_CENTS } from './personal-world.js';
import type { WireCall } from './world-server.js';

/** Endpoints that may know who asks; every other one is everybody's. */
const VIEWER_PATHS =
  /^\/(recommendations|exposures|served|viewer-profile|video-states|author-states|gw\/mtop\.wow\.(video\.feed|viewer))/;
/** What an upstream gets that must not know who asks. */
const IMPERSONAL_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'host',
  'if-none-match',
  'traceparent',
  'transfer-encoding',
  'user-agent',
  'x-deadline-ms',
  'x-shadow',
]);
const LONGEST = 300;

/** Collects what went where it must not go. */
export class LeakWatch {
  readonly leaks: string[] = [];
  /** What was seen, so that a run in which nothing happened does not pass. */
  readonly seen = new Map<string, number>();

  /** Every call to an upstream. */
  readonly call = (call: WireCall): void => {
    const { wire, path, upstream, caller, headers } = call;
    if (VIEWER_PATHS.test(path)) {
      for (const stranger of strangersIn(wire, caller))
        this.leak(`${upstream} was told of ${stranger} by ${caller}`, wire);
      this.note(`calls for ${caller}`);
      return;
    }
    if (wire.includes('sentinel-')) this.leak(`${upstream} was told who asks`, wire);
    const foreign = Object.keys(headers).filter((name) => !IMPERSONAL_HEADERS.has(name));
    if (foreign.length > 0) this.leak(`${upstream} got ${foreign.join()}`, wire);
    this.note('calls for everybody');
  };

  /** Every answer. */
  answer(reader: Person, text: string): void {
    for (const stranger of strangersIn(text, reader))
      this.leak(`${reader} was answered with what is ${stranger}'s`, text);
    if (reader === 'nobody' && /"viewer":\{/.test(text)) this.leak('nobody has a state', text);
    for (const [, state] of text.matchAll(/"(?:liked|favorited|following)":(true|false)/g)) {
      if (state !== String(reader === 'alice')) this.leak(`${reader} was shown the state of another`, text);
      this.note(`states of ${reader}`);
    }
    for (const [, amount] of text.matchAll(/"salePrice":\{"amount":"([\d.]+)"/g)) {
      const foreign = reader === 'bob' ? SALE_CENTS.APP : SALE_CENTS.WEB;
      if (Number(amount) * 100 === foreign) this.leak(`${reader} was shown a price of another channel`, text);
      this.note('prices');
    }
    if (isOf(reader, text)) this.note(`own lists of ${reader}`);
    if (text.includes('"degraded":{"v"')) this.note('degraded answers');
  }

  /** What everybody may come to read: log lines, metrics, snapshots, what is kept. */
  shared(where: string, text: string): void {
    this.note(where);
    for (const person of strangersIn(text, 'nobody')) this.leak(`${where} holds what is ${person}'s`, text);
  }

  /** What a store keeps beyond a request. Contents are everybody's, whoever they were recommended to; names and marks are not. */
  kept(text: string): void {
    this.note('kept');
    if (text.includes('sentinel-')) this.leak('a store keeps what is of one person', text);
  }

  note(what: string, times = 1): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + times);
  }

  private leak(what: string, evidence: string): void {
    const at = evidence.search(/sentinel-|\b\d{12}\b/);
    this.leaks.push(`${what}: …${evidence.slice(Math.max(0, at - LONGEST / 2), at + LONGEST / 2)}…`);
  }
}

/** Shows a watch everything that goes into any store of this process, until the returned function is called. */
export function watchStores(watch: LeakWatch): () => void {
  const unwatch = [LRUCache.prototype, Space.prototype].map((stores) => watchStore(stores, watch));
  return () => unwatch.forEach((stop) => stop());
}

function watchStore(stores: { set: (...given: any[]) => any }, watch: LeakWatch): () => void {
  const { set } = stores;
  stores.set = function (this: unknown, key: unknown, value: unknown, ...rest: unknown[]): unknown {
    watch.kept(`${textOf(key)} ${textOf(value)}`);
    return set.call(this, key, value, ...rest);
  };
  return () => void (stores.set = set);
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return ''; // a parsed document refers to itself
  }
}
