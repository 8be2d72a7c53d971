import type { UpstreamName } from '../../../../datasources/upstreams.js';
import { FakeServer, type FakeCall, type Handler, type Reply } from '../../../support/fake-server.js';

/** What is wrong with an answer; null: it does not show in this one. `answer`: parsed JSON, which may be changed in place. */
export type Damage = (answer: any, call: FakeCall) => Damaged | null; // as loose as JSON is

/** An answer as it is sent on; silence: the caller waits for it in vain. */
export type Damaged = Reply | 'silence';

/** Stands between a gateway and one upstream, and spoils what legs of the candidate are told, when it is wanted. */
export interface DamagingProxy {
  readonly url: string;
  /** Spoils the next call in which the damage shows, or all of them; null: nothing. */
  spoil(damage: Damage | null, how?: 'once' | 'always'): void;
  /** Calls that were spoilt so far. */
  spoilt(): number;
  close(): Promise<void>;
}

/** Starts a proxy. `answer`: what stands behind it. */
export async function startDamagingProxy(name: UpstreamName, answer: Answering): Promise<DamagingProxy> {
  let wanted: Damage | null = null;
  let isOnce = true;
  let spoilt = 0;
  const handle: Handler = async (call) => {
    const sound = await answer(call);
    if (!wanted || call.headers['x-shadow'] === undefined) return sound;
    const damaged = wanted(JSON.parse(String(sound.body)), call);
    if (!damaged) return sound;
    if (isOnce) wanted = null;
    spoilt += 1;
    return damaged === 'silence' ? undefined : damaged;
  };
  const calls: FakeCall[] = [];
  const server = new FakeServer(name, calls, handle);
  const url = await server.listen();
  return {
    url,
    spoil(damage, how = 'once') {
      wanted = damage;
      isOnce = how === 'once';
    },
    spoilt: () => spoilt,
    close: () => server.close(),
  };
}

/** Answers a call soundly. */
export type Answering = (call: FakeCall) => Promise<Reply>;

/** Hop by hop, or of a body that is no longer the same. */
const NOT_PASSED_ON = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** Asks the upstream itself. */
export const askedAt =
  (origin: string): Answering =>
  async ({ method, path, query, headers, body }) => {
    const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name));
    const search = query.size > 0 ? `?${query.toString()}` : '';
    const response = await fetch(`${origin}${path}${search}`, {
      method,
      headers: Object.fromEntries(passed) as Record<string, string>,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? 'application/json';
    return { status: response.status, headers: { 'content-type': type }, body: await response.text() };
  };
