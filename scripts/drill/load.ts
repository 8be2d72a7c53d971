import type { Ask } from './ask.js';
import type { Clock } from './clock.js';
import { Crowd, type Turn } from './crowd.js';
import { judgePage, judgeProduct, type Received } from './judge.js';
import type { Sighting } from './sighting.js';

/** Light: a page asks a dozen services, and the drill is to find out what outages do, not what load does. */
export const REQUESTS_PER_SECOND = 10;
const INTERVAL_MS = 1000 / REQUESTS_PER_SECOND;

/** What a load needs. */
export interface LoadParts {
  readonly ask: Ask;
  readonly clock: Clock;
  /** Is told every answer as it comes. */
  readonly onSighting: (sighting: Sighting) => void;
}

/** A light load at a fixed rate: requests leave on schedule, however long the answers to earlier ones take. */
export class Load {
  /** All answers so far, in the order in which they came. */
  readonly sightings: Sighting[] = [];
  private readonly crowd = new Crowd();
  private readonly inFlight = new Map<Promise<void>, number>();
  private readonly ended = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LoadParts) {}

  /** Begins; times of sightings are those of the clock. */
  start(): void {
    this.running = this.keepSchedule().catch(() => undefined); // ends by abort
  }

  /** Sends nothing more and waits for the answers that are on their way. */
  async stop(): Promise<void> {
    this.ended.abort();
    await this.running;
    await Promise.all(this.inFlight.keys());
  }

  /** Waits until everything sent before a moment is answered. */
  async answeredUntil(moment: number): Promise<void> {
    await Promise.all([...this.inFlight].filter(([, at]) => at < moment).map(([request]) => request));
  }

  private async keepSchedule(): Promise<void> {
    const { clock } = this.parts;
    for (let at = clock.now(); ; at += INTERVAL_MS) {
      await clock.sleep(Math.max(0, at - clock.now()), this.ended.signal);
      const request = this.send(this.crowd.next(), at).finally(() => this.inFlight.delete(request));
      this.inFlight.set(request, at);
    }
  }

  private async send(turn: Turn, at: number): Promise<void> {
    const received = await this.parts.ask(turn);
    const ms = this.parts.clock.now() - at;
    this.crowd.heard(turn, received);
    const sighting = { ...judge(turn, received), kind: turn.kind, at, ms, cameFrom: cameFrom(turn) };
    this.sightings.push(sighting);
    this.parts.onSighting(sighting);
  }
}

const judge = (turn: Turn, received: Received) =>
  turn.kind === 'page' ? judgePage(received, turn.pageNumber) : judgeProduct(received);

const cameFrom = (turn: Turn): string | null => (turn.kind === 'page' ? turn.cameFrom : null);
