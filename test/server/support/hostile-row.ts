import assert from 'node:assert/strict';
import { send } from './http-send.js';
import type { RawAnswer, SentRequest } from './http-send.js';
import type { KioskServer } from './kiosk-server.js';

/** One hostile input and the answer it must get. */
export interface HostileRow {
  /** Number in the list of hostile inputs, for example `A13`. */
  readonly id: string;
  readonly what: string;
  readonly request: SentRequest;
  /** Allowed statuses. */
  readonly status: readonly number[];
  /** Expected `errors[0].extensions.code`; absent when there need not be an error. */
  readonly code?: string | undefined;
  /** Expected `errors[0].extensions.reason`. */
  readonly reason?: string | undefined;
  /** Further demands on the answer. */
  readonly also?: (answer: RawAnswer, body: HostileBody) => void;
  /** Whether a resolver may have run. */
  readonly mayRun?: boolean;
}

/** The body of an answer, as far as tests look into it. */
export interface HostileBody {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** What no answer to a stranger may contain: stacks, paths, hosts, hints at names. */
const LEAKS = /node_modules|\bat \w+ \(|\/srv\/|\/work\/|\d+\.\d+\.\d+\.\d+:\d+|Did you mean/;

/** Sends a row and checks the answer, and what holds for all rows: JSON, nosniff, small, no leak, no resolver, one log line. */
export async function checkRow(kiosk: KioskServer, row: HostileRow): Promise<void> {
  const label = `${row.id} ${row.what}`;
  kiosk.counters.resolverCalls = 0;
  const linesBefore = kiosk.lines.length;
  const answer = await send(kiosk.port, row.request);
  const body = JSON.parse(answer.text) as HostileBody;
  assert.ok(
    row.status.includes(answer.status),
    `${label}: status ${answer.status} ${answer.text.slice(0, 300)}`,
  );
  assert.match(answer.headers['content-type'] ?? '', /json/, label);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff', label);
  assert.ok(answer.text.length <= 16 * 1024, `${label}: ${answer.text.length} characters`);
  assert.doesNotMatch(answer.text, LEAKS, label);
  assert.ok((body.errors?.length ?? 0) <= 5, `${label}: ${body.errors?.length} errors`);
  if (row.code !== undefined)
    assert.equal(body.errors?.[0]?.extensions['code'], row.code, `${label}: ${answer.text.slice(0, 300)}`);
  if (row.reason !== undefined) assert.equal(body.errors?.[0]?.extensions['reason'], row.reason, label);
  if (row.mayRun !== true) assert.equal(kiosk.counters.resolverCalls, 0, `${label}: a resolver ran`);
  row.also?.(answer, body);
  await new Promise((resolve) => setImmediate(resolve));
  const lines = kiosk.lines.slice(linesBefore).filter(({ msg }) => msg === 'request');
  assert.equal(lines.length, 1, `${label}: ${lines.length} log lines`);
}
