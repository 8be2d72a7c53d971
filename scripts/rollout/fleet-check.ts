import { evaluate, type JudgedRule, type Verdict } from '../../rollout/fleet/evaluate.js';
import type { RuleFigures } from '../../rollout/fleet/fleet-figures.js';
import { FleetWindow, WINDOW_MS } from '../../rollout/fleet/fleet-window.js';
import { cameTo, type History } from '../../rollout/fleet/history.js';
import type { Scrape } from '../../rollout/fleet/read-metrics.js';
import { act } from './act.js';
import type { EvaluateOptions } from './evaluate-options.js';
import type { FleetFiles } from './fleet-files.js';
import type { JudgedRules } from './judged-rules.js';
import type { Surroundings } from './sub-command.js';
import { WatchedRule } from './watched-rule.js';

/** What a fleet check is made of. */
export interface FleetCheckParts {
  readonly options: EvaluateOptions;
  readonly files: FleetFiles;
  /** Metrics of one instance; rejects when there are none. */
  readonly scrape: (url: string) => Promise<Scrape>;
  readonly surroundings: Pick<Surroundings, 'out' | 'err' | 'now' | 'wallNow'>;
}

/** Compares both arms of every rule again and again, and remembers what it has to from one time to the next. */
export class FleetCheck {
  private readonly window = new FleetWindow();
  private readonly watched = new Map<string, WatchedRule>();
  private checkedAt = -Infinity;

  constructor(
    private readonly parts: FleetCheckParts,
    /** What was published before the check began. */
    private readonly before: History,
  ) {}

  /** Reads the metrics of all instances. What did not answer is said, and is missing. */
  async scrapeAll(): Promise<void> {
    const { options, scrape, surroundings } = this.parts;
    await Promise.all(
      options.metrics.map(async (url) => {
        const answer = await scrape(url).catch((error: unknown) => {
          surroundings.err(
            `${url} gave no metrics: ${error instanceof Error ? error.message : String(error)}\n`,
          );
          return null;
        });
        this.window.note(url, surroundings.now(), answer);
      }),
    );
  }

  /**
   * Judges every rule by what was read, and acts. Resolves to whether all were held: none was reduced, or would be, or could not be
   * judged because no instance answered. Rejects when there are no rules that can be read, or no history can be written.
   */
  async judgeAll(): Promise<boolean> {
    const set = await this.parts.files.rules();
    const now = this.parts.surroundings.now();
    const after = this.checkedAt;
    this.checkedAt = now;
    let areHeld = true;
    for (const rule of set.rules) {
      const watched = this.watch(rule, set, now);
      watched.count(this.window.figures(rule.id, watched.version, after));
      // One rule that cannot be reduced must not keep the others up.
      const isHeld = await this.judge(rule, set, watched, now).catch((error: unknown) => {
        this.parts.surroundings.err(`${rule.id}: ${String(error)}\n`);
        return false;
      });
      areHeld &&= isHeld;
    }
    await this.measure(false);
    return areHeld;
  }

  /** Appends what was counted to the history: of ten minutes, or at the end what there is. */
  async measure(isLast: boolean): Promise<void> {
    const { options, files, surroundings } = this.parts;
    if (options.isDryRun) return;
    for (const watched of this.watched.values()) {
      const measured = watched.measured(surroundings.now(), surroundings.wallNow(), isLast);
      if (measured) await files.append(measured);
    }
  }

  private watch(rule: JudgedRule, { version }: JudgedRules, now: number): WatchedRule {
    const known = this.watched.get(rule.id);
    if (known?.isSame(rule) === true) return known;
    const since = known ? version : (cameTo(this.before, rule.id, rule.bp)?.version ?? version);
    const watched = new WatchedRule(rule, since, now);
    this.watched.set(rule.id, watched);
    return watched;
  }

  private async judge(
    rule: JudgedRule,
    set: JudgedRules,
    watched: WatchedRule,
    now: number,
  ): Promise<boolean> {
    if (await this.parts.files.isKilled(rule.id)) {
      this.say(rule, watched, 'hold', ['It stands in the kill file.']);
      return true;
    }
    const instances = this.window.states();
    const figures = instances.some(({ answered }) => answered)
      ? this.window.figures(rule.id, watched.version, now - WINDOW_MS)
      : null;
    const verdict = evaluate(rule, figures, watched.history);
    watched.remember(verdict.findings.length > 0 ? figures : null);
    const missing = instances.filter(({ answered }) => !answered).length;
    const note = missing > 0 ? [`${missing} of ${instances.length} instances did not answer.`] : [];
    this.say(rule, watched, wordOf(verdict, rule), [...verdict.reasons, ...note]);
    if (figures === null) return rule.state !== 'running';
    if (verdict.kind === 'hold') return true;
    await this.act(rule, set, verdict, figures);
    return false;
  }

  private async act(
    rule: JudgedRule,
    { version }: JudgedRules,
    verdict: Exclude<Verdict, { kind: 'hold' }>,
    figures: RuleFigures,
  ): Promise<void> {
    const { options, files, surroundings } = this.parts;
    if (options.isDryRun) return;
    await act({ rule, version, verdict, figures, instances: this.window.states() }, files, surroundings);
  }

  /** Once, until there is something else to say. */
  private say(rule: JudgedRule, watched: WatchedRule, word: string, reasons: readonly string[]): void {
    const { options, surroundings } = this.parts;
    const text = `${rule.id}  ${word}  ${reasons.join(' ')}`;
    if (text === watched.said) return;
    watched.said = text;
    const at = new Date(surroundings.wallNow()).toISOString();
    surroundings.out(`${at}  ${options.isDryRun ? 'dry run  ' : ''}${text}\n`);
  }
}

const wordOf = (verdict: Verdict, { bp }: JudgedRule): string =>
  verdict.kind === 'step-back' ? `step back from ${bp} to ${verdict.toBp}` : verdict.kind;
