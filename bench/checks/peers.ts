import { join } from 'node:path';
import { vitrine } from '../contestants/contestants.js';
import { PEERS, TRIED_PEERS } from '../contestants/peers.js';
import { LOAD_CORE, SERVER_CORE, start, type Running } from '../measure/processes.js';
import { reachStandIn } from '../measure/stand-in.js';
import { feedRequest } from '../scenarios/feed.js';

/**
 * Asks every peer and the gateway for the pages of the same viewers: the same `data`, byte for byte, with four calls each.
 * `node dist/bench/checks/peers.js [name …]`, after `npm run bench:peers`.
 */

const VIEWERS = 50;
const CALLS_PER_ANSWER = 4;

async function dataOf({ url }: Running, index: number): Promise<string> {
  const { body, headers } = feedRequest(index);
  const answer = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  return errors === undefined ? JSON.stringify(data) : JSON.stringify({ status: answer.status, errors });
}

async function pages(server: Running): Promise<string[]> {
  const all: string[] = [];
  for (let index = 0; index < VIEWERS; index++) all.push(await dataOf(server, index));
  await server.stop();
  return all;
}

const program = join(import.meta.dirname, '../stand-in/main.js');
const standIn = reachStandIn(await start({ program: process.execPath, args: [program] }, LOAD_CORE));
const wanted = await pages(await start(await vitrine(standIn.url, { ENTITY_CACHE: 'off' }), SERVER_CORE));

const named = process.argv.slice(2);
for (const peer of [...PEERS, ...TRIED_PEERS].filter(
  ({ name }) => named.length === 0 || named.includes(name),
)) {
  const missing = peer.missing?.() ?? null;
  if (missing !== null) {
    console.log(`${peer.name}: ${missing}`);
    process.exitCode = 1;
    continue;
  }
  const server = await start(await peer.command(standIn.url), SERVER_CORE);
  const before = await standIn.calls();
  let proven: number | null = null;
  const read = peer.proof?.read;
  const got: string[] = [];
  for (let index = 0; index < VIEWERS; index++) got.push(await dataOf(server, index));
  if (read) proven = await read(server.url);
  const calls = ((await standIn.calls()) - before) / VIEWERS;
  await server.stop();
  const wrong = got.findIndex((data, index) => data !== wanted[index]);
  const right = wrong === -1 && calls === CALLS_PER_ANSWER;
  if (!right) process.exitCode = 1;
  const proof = proven === null ? '' : `, ${proven} of ${VIEWERS} compiled`;
  console.log(`${peer.name}: ${right ? 'right' : 'WRONG'}, ${calls.toFixed(2)} calls per answer${proof}`);
  if (wrong !== -1)
    console.log(`  ${got[wrong]?.slice(0, 500)}\n  instead of ${wanted[wrong]?.slice(0, 500)}`);
}
await standIn.stop();
