import type { FailureClass } from '../../../datasources/chain/outcome.js';
import type { CallEnd, GuardedCall, GuardedRead } from '../../../datasources/guard/guarded-call.js';
import { Guards, type GuardsOptions } from '../../../datasources/guard/guards.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import { TestTime } from './test-time.js';

/** What a call ends as, and when. */
export interface Script {
  readonly end: FailureClass | 'ok' | 'poor' | 'bug' | 'never';
  readonly ms?: number;
  readonly retryAfterMs?: number;
}

/** A source behind a guard, with an upstream that does what the test says and counts how often it is asked. */
export class ScriptedSource {
  readonly time = new TestTime();
  readonly counted: string[] = [];
  readonly guards: Guards;
  readonly guard: GuardedCall;
  /** Budgets of the attempts that reached the upstream, in ms. */
  readonly budgets: number[] = [];
  /** Of the attempts in turn, whether each was told to be a second one. */
  readonly seconds: boolean[] = [];
  private script: Script[] = [];

  constructor(options: Partial<Pick<GuardsOptions, 'fallback'>> & { readonly inFlight?: number } = {}) {
    const { time, counted } = this;
    this.guards = new Guards({
      monotonicNow: time.monotonicNow,
      random: time.random,
      pause: time.pause,
      fallback: { inFlight: 4, perSecond: 10 },
      counted: (source, outcome) => counted.push(`${source} ${outcome}`),
      ...options,
    });
    this.guard = this.guards.of({
      id: 'PRICING.prices',
      upstream: 'PRICING',
      inFlight: options.inFlight ?? 32,
    });
  }

  /** Attempts that reached the upstream. */
  get calls(): number {
    return this.budgets.length;
  }

  /** Reads once; the upstream goes through `script`, and stays with its last line. */
  read(script: Script | Script[], options: Partial<GuardedRead<string>> = {}): Promise<CallEnd<string>> {
    this.script = Array.isArray(script) ? [...script] : [script];
    return this.guard.read({
      timeoutMs: 100,
      budgetMs: 100,
      isFallback: false,
      attempt: (budgetMs, isSecond) => {
        this.seconds.push(isSecond);
        return this.answer(budgetMs);
      },
      isSound: (value) => value !== 'poor',
      ...options,
    });
  }

  /** Reads many times, one after another. */
  async readTimes(times: number, script: Script): Promise<void> {
    for (let read = 0; read < times; read += 1) await this.read(script);
  }

  private async answer(budgetMs: number): Promise<string> {
    this.budgets.push(budgetMs);
    const [line] = this.script.length > 1 ? this.script.splice(0, 1) : this.script;
    if (!line) throw new Error('no script');
    this.time.pass(line.ms ?? 1);
    if (line.end === 'never') return new Promise(() => undefined);
    if (line.end === 'bug') throw new TypeError('a fault of ours');
    if (line.end === 'ok' || line.end === 'poor') return line.end;
    const cls: string = line.end;
    // Classes that calls of today cannot end in come with the sources that need them.
    throw new UpstreamError('PRICING.prices', cls as FailureClass, line.retryAfterMs ?? null);
  }
}
