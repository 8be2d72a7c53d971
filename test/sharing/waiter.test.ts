import assert from 'node:assert/strict';
import { stat } from 'node:fs';
import { it } from 'node:test';
import { ok } from '../../datasources/chain/outcome.js';
import type { SharedCall } from '../../datasources/sharing/shared-call.js';
import { Waiter } from '../../datasources/sharing/waiter.js';

const now = () => performance.now();
const call = { join: () => undefined, leave: () => undefined } as unknown as SharedCall<string>;

it('a busy loop does not end a wait whose answer is there already', async () => {
  const waiter = new Waiter<string>({ endsAt: now() + 20, cancellation: null }, now);
  waiter.awaits(call, '1');
  waiter.expects(now() + 1_000);
  // Read when the loop polls, as a socket is: after the timers that are due.
  stat(import.meta.filename, () => waiter.landed(call, new Map([['1', ok('here')]])));
  for (const end = now() + 60; now() < end;);
  assert.deepEqual(await waiter.result, new Map([['1', ok('here')]]));
});
