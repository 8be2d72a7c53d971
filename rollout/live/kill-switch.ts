import { kills, NO_KILLS, parseKillList, together, type KillList } from './kill-list.js';
import { killSource, type KillSource } from './kill-source.js';

/** What the process reports about its list. */
export interface KillState {
  /** As they are written, rules or not. */
  readonly ids: ReadonlySet<string>;
  /** Lines of the list that are more, or other, than ids; cut. */
  readonly unclear: readonly string[];
  /** Why the last reading gave no list; null: it did. */
  readonly failure: string | null;
  /** Milliseconds since the list was known; null: it never was. */
  readonly ageMs: number | null;
  /** Nothing has been known for so long that a kill may have been missed. */
  readonly alarm: boolean;
}

/** A reading takes no longer. */
const TIMEOUT_MS = 300;
/** A start waits no longer for the first reading. */
const START_WAIT_MS = 100;
/** A list that nobody tried to read for so long belongs to a process whose timers stood still. */
const OLD_MS = 1_000;
const ALARM_MS = 10_000;

/**
 * Switches rules off by a list of its own, whatever has become of the rules, the metrics and what polls them: it shares no
 * code with them. A kill holds from the first reading that has it until two readings in a row lack it, so that a list that is
 * being written lifts nothing.
 */
export class KillSwitch {
  private list = NO_KILLS;
  private lastReading = NO_KILLS;
  private readonly source: KillSource;
  private readonly listeners: ((list: KillList) => void)[] = [];
  private readonly readers: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private refreshing: Promise<void> | undefined;
  private failure: string | null = null;
  private knownAt: number | null = null;
  private triedAt = -Infinity;
  private startedAt: number | null = null;

  /** `location`: see killLocation. `now`: monotonic ms. */
  constructor(
    location: string,
    private readonly now: () => number,
  ) {
    this.source = killSource(location);
  }

  /** Begins to read; resolves after the first reading, or 100 ms if it takes longer. */
  async start(): Promise<void> {
    this.startedAt = this.now();
    // At a fixed rate, not after the former reading: one that hangs must not put off the next.
    this.timer = setInterval(() => void this.read(), this.source.everyMs).unref();
    await atMost(START_WAIT_MS, this.read());
  }

  /** Ends reading; nothing changes once this has resolved. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
    this.source.close();
  }

  /** The list in force, for decisions that are made together. */
  current(): KillList {
    return this.list;
  }

  isKilled(ruleId: string): boolean {
    return kills(this.list, ruleId);
  }

  /**
   * Where timers stand still between requests: reads a list older than a second, and waits for it so long at most. Requests
   * that begin meanwhile wait with the first; a reading that hangs is waited for once a second.
   */
  async refreshIfOld(maxWaitMs: number): Promise<void> {
    if (this.now() - this.triedAt > OLD_MS) {
      this.triedAt = this.now();
      this.refreshing = atMost(maxWaitMs, this.read()).finally(() => (this.refreshing = undefined));
    }
    await this.refreshing;
  }

  state(): KillState {
    const since = this.knownAt ?? this.startedAt;
    return {
      ids: this.list.ids,
      unclear: this.list.unclear,
      failure: this.failure,
      ageMs: this.knownAt === null ? null : this.now() - this.knownAt,
      alarm: since !== null && this.now() - since > ALARM_MS,
    };
  }

  /** Tells about every list that kills other rules than the one before; listeners do not throw. */
  onChange(listener: (list: KillList) => void): void {
    this.listeners.push(listener);
  }

  /** Tells that something was read, or could not be, every time; listeners do not throw. */
  onReading(listener: () => void): void {
    this.readers.push(listener);
  }

  /** One reading; joins one that is under way. Never rejects. */
  private read(): Promise<void> {
    this.running ??= this.attempt().finally(() => {
      this.triedAt = this.now();
      this.running = undefined;
    });
    return this.running;
  }

  private async attempt(): Promise<void> {
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const bytes = await this.source.read(signal);
      if (!this.stopping.signal.aborted) this.take(bytes === null ? NO_KILLS : parseKillList(bytes));
    } catch (error) {
      // The list stays, and its age is the alarm.
      this.failure = error instanceof Error ? error.message : String(error);
    }
    if (this.stopping.signal.aborted) return;
    for (const listener of this.readers) listener();
  }

  /** What is no list may name rules, but lifts none, and the alarm comes as if nothing had been read. */
  private take(reading: KillList): void {
    const next = together(reading, reading.isList ? this.lastReading : this.list);
    this.lastReading = reading.isList ? reading : next;
    this.failure = reading.isList ? null : 'no line of it is a list of ids';
    if (reading.isList) this.knownAt = this.now();
    this.put(next);
  }

  private put(next: KillList): void {
    const former = this.list.ids;
    this.list = next;
    if (next.ids.size === former.size && [...next.ids].every((id) => former.has(id))) return;
    for (const listener of this.listeners) listener(next);
  }
}

/** Waits for a piece of work, but not for long; it goes on. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
