import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { globalId } from '../../schema/global-id.js';
import { NEVER_LATE } from '../../src/load/loop-delay.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roomId } from '../support/records.js';

const TITLE = 'query ($id: ID!) { liveRoom(id: $id) { title } }';
const DEADLINE_MS = 3_000;
const UPSTREAM_MS = 1_200;
/**
 * With answers of 1,200 ms: 50 requests a second, whatever else the machine does. Three times as many are sent. So many places
 * also take what comes at once after the machine stood still for a second.
 */
const AT_A_TIME = 60;
const INTERACTIVE_PER_S = 12;
const PREFETCH_PER_S = 11 * INTERACTIVE_PER_S;
const SECONDS = 8;

let gateway: TestGateway;
before(async () => {
  const bounds = { initial: AT_A_TIME, least: AT_A_TIME, most: AT_A_TIME, rampMs: 0 };
  gateway = await startGateway({
    internals: { timeoutFactor: 40, shedding: { bounds, loop: NEVER_LATE } },
  });
  gateway.upstreams.delay('LIVE', UPSTREAM_MS);
});
after(() => gateway.close());

/** Statuses of requests that leave on schedule, whether or not earlier ones are back; `late` when they came after the deadline. */
async function send(priority: string, perSecond: number, ids: number): Promise<(number | 'late')[]> {
  const startedAt = performance.now();
  const answers: Promise<number | 'late'>[] = [];
  for (let i = 0; i < perSecond * SECONDS; i++) {
    const due = startedAt + (i * 1_000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    const headers = { 'x-priority': priority, 'x-deadline-ms': String(DEADLINE_MS) };
    const asked = gateway.ask(TITLE, { id: globalId('LiveRoom', roomId(ids + i)) }, headers);
    answers.push(asked.then(({ status, ms }) => (ms > DEADLINE_MS ? 'late' : status)));
  }
  return Promise.all(answers);
}

it('while eleven times as much is prefetched as asked for, who waits for an answer gets it', async (test) => {
  const [interactive, prefetch] = await Promise.all([
    send('interactive', INTERACTIVE_PER_S, 0),
    send('prefetch', PREFETCH_PER_S, 100_000),
  ]);
  const share = (statuses: readonly (number | 'late')[]) =>
    statuses.filter((status) => status === 200).length / statuses.length;
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  test.diagnostic(
    `${interactive.length} interactive: ${percent(share(interactive))} answered in time; ` +
      `${prefetch.length} prefetch: ${percent(share(prefetch))}`,
  );
  assert.ok(share(interactive) >= 0.995);
  assert.ok(share(prefetch) > 0 && share(prefetch) < 0.5);
  assert.ok(prefetch.includes(503));
});
