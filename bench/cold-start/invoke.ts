/**
 * A platform in small: a process that loads the handler of a function, hands it one event and says what came of it, with the
 * moments at which it got there. The module is named by the first argument, the event is JSON in `EVENT`.
 */
const bootedMs = performance.now();

/** What a cold process says, on a line of its own; times in ms since the process began. */
export interface Invoked {
  readonly bootedMs: number;
  readonly loadedMs: number;
  readonly answeredMs: number;
  /** CPU until the answer, user and system, all threads. */
  readonly cpuMs: number;
  /** Moments that the gateway marks on its way. */
  readonly marks: Readonly<Record<string, number>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Handler = (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<Answer>;

const REMAINING_MS = 10_000;

const { handler } = (await import(process.argv[2] ?? '')) as { handler: Handler };
const loadedMs = performance.now();
const event: unknown = JSON.parse(process.env['EVENT'] ?? '');
const answer = await handler(event, { getRemainingTimeInMillis: () => REMAINING_MS });
const answeredMs = performance.now();
const { user, system } = process.cpuUsage();
const said: Invoked = {
  bootedMs,
  loadedMs,
  answeredMs,
  cpuMs: (user + system) / 1_000,
  marks: Object.fromEntries(
    performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime]),
  ),
  status: answer.statusCode,
  headers: answer.headers,
  body: answer.body,
};
process.stdout.write(`${JSON.stringify(said)}\n`, () => process.exit(0));
