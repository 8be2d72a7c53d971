import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant.js';
import { PATIENT_VITRINE } from '../contestants/feed.js';
import { PEERS, TRIED_PEERS } from '../contestants/peers.js';
import { LOAD_CORE, start, type Running } from '../measure/processes.js';
import { reachStandIn, type StandIn } from '../measure/stand-in.js';
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

interface Asked {
  readonly pages: readonly string[];
  readonly callsPerAnswer: number;
  /** What the proof counted; null: nothing to prove. */
  readonly proven: number | null;
}

async function ask(contestant: Contestant, standIn: StandIn): Promise<Asked> {
  const server = await start(await contestant.command(standIn.url), LOAD_CORE);
  try {
    const before = await standIn.calls();
    const pages: string[] = [];
    for (let index = 0; index < VIEWERS; index++) pages.push(await dataOf(server, index));
    const callsPerAnswer = ((await standIn.calls()) - before) / VIEWERS;
    return { pages, callsPerAnswer, proven: (await contestant.proof?.read(server.url)) ?? null };
  } finally {
    await server.stop();
  }
}

/** What is wrong with a peer, or how it did, in a line; whether that is right. */
async function check(peer: Contestant, wanted: readonly string[], standIn: StandIn): Promise<boolean> {
  const missing = peer.missing?.() ?? null;
  if (missing !== null) {
    console.log(`${peer.name}: ${missing}`);
    return false;
  }
  const { pages, callsPerAnswer, proven } = await ask(peer, standIn);
  const wrong = pages.findIndex((data, index) => data !== wanted[index]);
  const isRight = wrong === -1 && callsPerAnswer === CALLS_PER_ANSWER;
  const proof = proven === null ? '' : `, ${proven} of ${VIEWERS} compiled`;
  console.log(`${peer.name}: ${isRight ? 'right' : 'WRONG'}, ${callsPerAnswer} calls per answer${proof}`);
  if (wrong !== -1) console.log(`  ${pages[wrong] ?? ''}\n  instead of ${wanted[wrong] ?? ''}`);
  return isRight;
}

const program = join(import.meta.dirname, '../stand-in/main.js');
const standIn = reachStandIn(await start({ program: process.execPath, args: [program] }, LOAD_CORE));
try {
  const { pages } = await ask(PATIENT_VITRINE, standIn);
  const named = process.argv.slice(2);
  const isNamed = ({ name }: Contestant) => named.length === 0 || named.includes(name);
  for (const peer of [...PEERS, ...TRIED_PEERS].filter(isNamed))
    if (!(await check(peer, pages, standIn))) process.exitCode = 1;
} finally {
  await standIn.stop();
}
