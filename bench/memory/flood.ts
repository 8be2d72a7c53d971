import { Client } from '../measure/client.js';
import { cpuMs, rssBytes } from '../measure/cpu.js';
import { lookOf, WrongAnswer } from '../measure/question.js';
import type { Bench, Server } from '../suite/bench.js';
import type { Sample } from '../suite/scenario.js';
import { uniqueDocument } from './unique-documents.js';

/** Documents of the flood, and after how many of them memory is read. */
const DOCUMENTS = 50_000;
const STEP = 10_000;
const CONCURRENCY = 8;
/** One document of so many comes often enough to be compiled. */
const REPEATED_EVERY = 25;
const REPEATS = 4;
const LEAST_BYTES = 100;

/** Load of the sample that is taken after so many documents. */
export const floodedBy = (documents: number): string => `after ${documents / 1_000},000 documents`;

/**
 * Sends documents to a server none of which it has seen before.
 * @throws WrongAnswer at the first one that is not answered: all of them are valid
 */
export async function flood(bench: Bench, server: Server): Promise<readonly Sample[]> {
  const { url, pid, entrant } = server;
  const client = new Client(url, '/graphql', CONCURRENCY);
  const samples: Sample[] = [];
  for (let first = 0; first < DOCUMENTS; first += STEP) {
    const cpu = cpuMs(pid);
    let index = first;
    const worker = async () => {
      while (index < first + STEP) {
        bench.signal.throwIfAborted();
        await ask(client, index++);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    const figures = { cpuMs: (cpuMs(pid) - cpu) / STEP, rssMb: rssBytes(pid) / 1e6 };
    samples.push({ contestant: entrant.name, load: floodedBy(first + STEP), round: 1, figures });
    bench.say(`  ${floodedBy(first + STEP)}: ${figures.rssMb.toFixed(0)} MB`);
  }
  await client.close();
  return samples;
}

async function ask(client: Client, index: number): Promise<void> {
  for (let times = index % REPEATED_EVERY === 1 ? REPEATS : 1; times > 0; times--) {
    const answer = await client.post(uniqueDocument(index));
    if (lookOf(answer, LEAST_BYTES) === 'wrong')
      throw new WrongAnswer(
        `document ${index} got ${answer.status}: ${answer.body.toString('utf8', 0, 300)}`,
      );
  }
}
