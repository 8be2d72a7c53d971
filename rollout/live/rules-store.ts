import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkChange, checkVersion } from '../rules/check-change.js';
import { readRules, rulesIn } from '../rules/read-rules.js';
import type { RuleProblem, RuleProblemReason } from '../rules/rule-problem.js';
import type { Rulable, RuleSet } from '../rules/rule.types.js';
import { fileRules } from './file-rules.js';
import { digestOf, KeptText } from './kept-text.js';
import { readApart } from './read-apart.js';
import { Rejections, type OnRejected } from './rejections.js';
import type { RulesSource } from './rules-source.js';
import { urlRules } from './url-rules.js';

/** What a store needs of the process. */
export interface RulesStoreOptions {
  /** Path or URL of the file of rules. */
  readonly location: string;
  /** What rules may move. */
  readonly rulables: readonly Rulable[];
  /** Folder of the last good copy; null: none is kept. */
  readonly copyFolder: string | null;
  /** Of the gateway, for `user-agent`. */
  readonly version: string;
  /** Monotonic ms. */
  readonly now: () => number;
  /** 0..1; spreads polls of many instances. */
  readonly random: () => number;
  readonly onRejected: OnRejected;
}

/** What the process reports about its rules. */
export interface RulesState {
  /** null: there are none, so everything that can be ruled is on control. */
  readonly version: number | null;
  /** Milliseconds since the source last said that these are the rules; null: it never did. */
  readonly ageMs: number | null;
  readonly source: 'live' | 'disk' | 'none';
  /** What was not put into force, by reason. */
  readonly rejected: ReadonlyMap<RuleProblemReason, number>;
  /** Whether the disk lacks the rules in force. */
  readonly copyIsBehind: boolean;
}

/** A start without a last good copy waits so long for live rules. */
const START_WAIT_MS = 100;
/** A stop waits so long for each file of a disk that hangs. */
const STOP_WAIT_MS = 1_000;
/** After so long without an answer, versions may have passed unseen; and timers that did not fire for so long stood still. */
const OLD_MS = 30_000;

/**
 * The rules in force: one reference to an immutable set, replaced when a new version has passed every check. Whatever is wrong
 * with one leaves the rules in force as they are.
 */
export class RulesStore {
  private rules: RuleSet | null = null;
  private text: string | null = null;
  private refused: string | null = null;
  private refusedBefore: string | null = null;
  private failure: string | null = null;
  private origin: RulesState['source'] = 'none';
  private readonly source: RulesSource;
  private readonly copy: KeptText | null;
  private readonly refusal: KeptText | null;
  private readonly rejections: Rejections;
  private readonly listeners: ((rules: RuleSet) => void)[] = [];
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private refreshing: Promise<unknown> | undefined;
  private confirmedAt: number | null = null;
  private answeredAt: number | null = null;
  private triedAt = -Infinity;

  constructor(private readonly options: RulesStoreOptions) {
    const { location, copyFolder, onRejected } = options;
    this.source = /^https?:\/\//i.test(location) ? urlRules(location, options) : fileRules(location);
    const kept = (name: string) => (copyFolder === null ? null : new KeptText(join(copyFolder, name)));
    this.copy = kept('rollout-rules.last-good');
    this.refusal = kept('rollout-rules.refused');
    this.rejections = new Rejections(onRejected);
  }

  /** Takes the last good copy and begins to read; without a copy, resolves after the first reading, or 100 ms if it takes longer. */
  async start(): Promise<void> {
    await this.restore();
    if (this.stopping.signal.aborted) return;
    const first = this.poll().then(() => this.schedule());
    if (this.rules === null) await this.atMost(START_WAIT_MS, first);
  }

  /** Ends reading; nothing changes once this has resolved. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
    for (const kept of [this.copy, this.refusal]) if (kept) await this.atMost(STOP_WAIT_MS, kept.settled());
  }

  /** The rules in force; null: none could be read yet. */
  current(): RuleSet | null {
    return this.rules;
  }

  /**
   * Where timers stand still between requests: reads rules that nobody tried to read for 30 s, and waits for them so long at
   * most. Requests that begin meanwhile wait with the first.
   */
  async refreshIfOld(maxWaitMs: number): Promise<void> {
    if (this.options.now() - this.triedAt > OLD_MS) {
      this.triedAt = this.options.now();
      this.refreshing = this.atMost(maxWaitMs, this.poll()).finally(() => (this.refreshing = undefined));
    }
    await this.refreshing;
  }

  state(): RulesState {
    return {
      version: this.rules?.version ?? null,
      ageMs: this.confirmedAt === null ? null : this.options.now() - this.confirmedAt,
      source: this.origin,
      rejected: this.rejections.counts,
      copyIsBehind: this.copy?.isBehind ?? false,
    };
  }

  /** Tells about every set that is put into force; listeners do not throw. */
  onChange(listener: (rules: RuleSet) => void): void {
    this.listeners.push(listener);
  }

  private async restore(): Promise<void> {
    const [kept, refusal] = await Promise.all([this.copy?.restore(), this.refusal?.restore()]);
    if (refusal && 'text' in refusal) this.refusedBefore = refusal.text;
    if (!kept || this.stopping.signal.aborted) return;
    const read = 'text' in kept ? readRules(kept.text, this.options.rulables) : { problems: [kept.problem] };
    if ('problems' in read) this.rejections.add('last-good', read.problems);
    else if ('text' in kept) this.adopt(read.rules, kept.text, 'disk');
  }

  /** One reading; joins one that is under way. Never rejects. */
  private poll(): Promise<void> {
    this.running ??= this.attempt().finally(() => {
      this.triedAt = this.options.now();
      this.running = undefined;
    });
    return this.running;
  }

  private schedule(): void {
    if (this.stopping.signal.aborted) return;
    const again = (): void => void this.poll().then(() => this.schedule());
    this.timer = setTimeout(again, this.source.everyMs()).unref();
  }

  private async attempt(): Promise<void> {
    this.copy?.retry();
    this.refusal?.retry();
    const reading = await this.source.read(this.stopping.signal);
    if (this.stopping.signal.aborted) return;
    if ('problem' in reading) {
      this.miss(reading.problem);
      return;
    }
    if (this.failure !== null) this.rejections.forget(this.failure);
    this.failure = null;
    await this.take(reading.text);
    this.answeredAt = this.options.now();
  }

  /** Counted when it begins: a source that stays out is one thing that is wrong, not one a second. */
  private miss(problem: RuleProblem): void {
    if (problem.message === this.failure) return;
    this.failure = problem.message;
    this.rejections.add(problem.message, [problem]);
  }

  private async take(text: string): Promise<void> {
    if (text === this.text) this.confirm();
    else if (text !== this.refused) await this.judge(text);
  }

  private async judge(text: string): Promise<void> {
    const { signal } = this.stopping;
    const read = rulesIn(await readApart(text, signal), this.options.rulables);
    if (signal.aborted) return;
    const problems = 'problems' in read ? read.problems : this.objections(read.rules, text);
    if ('problems' in read || problems.length > 0) {
      this.refused = text;
      this.rejections.add(text, problems);
      if ('rules' in read) this.refusal?.keep(this.publication(text));
      return;
    }
    this.adopt(read.rules, text, 'live');
    this.confirm();
    this.copy?.keep(text);
  }

  /**
   * Steps and fixed keys are judged from one version to the next; whoever may have missed some judges the number alone. What was refused
   * before a restart was not missed.
   */
  private objections(next: RuleSet, text: string): readonly RuleProblem[] {
    if (this.rules === null) return [];
    const missedNone = this.answeredAt !== null && this.options.now() - this.answeredAt <= OLD_MS;
    const isKnown = missedNone || this.publication(text) === this.refusedBefore;
    return isKnown ? checkChange(this.rules, next) : checkVersion(this.rules, next);
  }

  /** Names a text that came while another is in force. */
  private publication(text: string): string {
    return digestOf(`${this.text ?? ''}\n${text}`);
  }

  private adopt(rules: RuleSet, text: string, origin: 'live' | 'disk'): void {
    this.rules = rules;
    this.text = text;
    this.origin = origin;
    for (const listener of this.listeners) listener(rules);
  }

  private confirm(): void {
    this.refused = null;
    this.origin = 'live';
    this.confirmedAt = this.options.now();
  }

  /** Waits for a piece of work, but not for long; it goes on. */
  private async atMost(ms: number, work: Promise<void>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, sleep(ms, undefined, { signal: done.signal }).catch(() => undefined)]);
    done.abort();
  }
}
