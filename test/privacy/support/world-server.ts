import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UPSTREAM_NAMES, type UpstreamName } from '../../../datasources/upstreams.js';
import type { Reply } from '../../support/fake-server.js';
import { isOf, sentinel, type Person } from './people.js';
import { answerOf, type WorldCall } from './personal-world.js';

/** What is wrong with an upstream. SWAP: it answers for the other person. POISON: what is everybody's says it is somebody's. */
export const TROUBLES = ['STATUS', 'SLOW', 'GARBAGE', 'CUT', 'SWAP', 'POISON'] as const;

/** Trouble with a share of the calls of an upstream. */
export interface Trouble {
  readonly upstream: UpstreamName;
  readonly kind: (typeof TROUBLES)[number];
  /** 0..1 */
  readonly share: number;
}

/** A call with all that came over the wire. */
export interface WireCall extends WorldCall {
  readonly upstream: UpstreamName;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Address, headers and body. */
  readonly wire: string;
}

/** All upstreams behind one port, each below its own name. */
export interface World {
  readonly env: Readonly<Record<string, string>>;
  troubles: readonly Trouble[];
  close(): Promise<void>;
}

/** Starts it. Every call is shown to `watch`; `random` (0..1) decides who meets trouble. */
export async function startWorld(watch: (call: WireCall) => void, random: () => number): Promise<World> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = readCall(request, Buffer.concat(chunks).toString());
      watch(call);
      const trouble = world.troubles.find(
        ({ upstream, share }) => upstream === call.upstream && random() < share,
      );
      void respond(call, trouble, response, random);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world: World = {
    env: Object.fromEntries(UPSTREAM_NAMES.map((name) => [`${name}_URL`, `${base}/${name}`])),
    troubles: [],
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return world;
}

function readCall(request: IncomingMessage, text: string): WireCall {
  const url = new URL(request.url ?? '/', 'http://world');
  const [, upstream, ...rest] = url.pathname.split('/');
  const { headers } = request;
  const viewer = headers['x-viewer-id'];
  const device = headers['x-device-id'];
  return {
    upstream: upstream as UpstreamName,
    path: `/${rest.join('/')}`,
    query: url.searchParams,
    method: request.method ?? '',
    body: text === '' ? {} : (JSON.parse(text) as WorldCall['body']),
    caller: callerOf(String(viewer ?? device ?? '')),
    subject: viewer === undefined ? device && `d:${String(device)}` : `v:${String(viewer)}`,
    headers,
    wire: `${decodeURIComponent(request.url ?? '')} ${JSON.stringify(headers)} ${text}`,
  };
}

const callerOf = (id: string): Person => (isOf('alice', id) ? 'alice' : isOf('bob', id) ? 'bob' : 'nobody');

async function respond(
  call: WireCall,
  trouble: Trouble | undefined,
  response: ServerResponse,
  random: () => number,
): Promise<void> {
  const kind = trouble?.kind;
  const other: Person = call.caller === 'alice' ? 'bob' : 'alice';
  const stranger = `v:${sentinel(other, 'viewer')}`;
  if (kind === 'SLOW') await sleep(random() * 40);
  if (kind === 'CUT') {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      .write('{"results":{');
    setImmediate(() => response.destroy());
    return;
  }
  if (response.destroyed) return;
  if (kind === 'STATUS') send(response, { status: 500, headers: {}, body: '{}' });
  else if (kind === 'GARBAGE')
    send(response, { status: 200, headers: { 'content-type': 'application/json' }, body: `"${sentinel(other, 'garbage')}` }); // prettier-ignore
  // Lists of LEGACY do not say whose they are, so nobody could tell.
  else if (kind === 'SWAP' && call.subject !== undefined && call.upstream !== 'LEGACY')
    send(response, answerOf(call, other, stranger));
  else if (kind === 'POISON' && call.subject === undefined)
    send(response, poisoned(answerOf(call, call.caller), stranger, other)); // prettier-ignore
  else send(response, answerOf(call, call.caller));
}

/** An answer for everybody that was made for one person: it says so, and its texts are theirs. */
function poisoned({ body, ...reply }: Reply, subject: string, person: Person): Reply {
  const value = JSON.parse(String(body)) as Record<string, unknown>;
  if (!('results' in value)) return { ...reply, body };
  const theirs = JSON.stringify({ ...value, subject }).replaceAll(
    '"title":"',
    `"title":"${sentinel(person, 'poison')}`,
  );
  return { ...reply, body: theirs };
}

const send = (response: ServerResponse, { status, headers, body }: Reply): void =>
  void response.writeHead(status, headers).end(body);
