import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connections } from '../../datasources/connections.js';
import { PlayingTape, RecordingTape } from '../../datasources/http/tape.js';
import type { Ruling } from '../../rollout/decision/ruling.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import type { InstanceFigures } from '../../rollout/parity/parity-figures.js';
import type { ContextParts, RequestContext } from '../context.js';
import { caseHead, comparedCases } from './compared-case.js';
import { Figures, type FigureParts } from './parity-figures.js';
import { PerSecond } from './per-second.js';
import { runLeg, type LegWish } from './run-leg.js';
import { answersOf, type AnswerProbe } from './probe/answer-probe.js';
import { isLightEnough } from './probe/answer-weight.js';
import { isNoiseSample, isProbeSample, Sampling } from './sampling.js';
import { openShadowAccess } from './shadow-access.js';
import { ShadowQueue, type Dropped } from './shadow-queue.js';
import type { CaseRecorder } from './spool/case-recorder.js';

/** Where an answer waits for its recording, it waits no longer (ms). */
const MOST_RECORDING_MS = 5;
const KEY_BYTES = 32;

/** run: legs run beside answers. record: requests are recorded, to be compared elsewhere; where a process may stop at any answer. */
export type ShadowWay = 'run' | 'record';

/** What shadowing takes from its process. */
export interface ShadowingParts extends FigureParts {
  /** Of this start of the process: its figures count once, wherever they are read. */
  readonly instance: string;
  readonly connections: Connections;
  readonly way: ShadowWay;
  readonly probe: AnswerProbe;
  /** Null: nothing is recorded. */
  readonly recorder: CaseRecorder | null;
  /** Of ordinary requests; legs differ from them in what they may write. */
  readonly context: ContextParts;
  /** Whether the process has room for what nobody waits for. */
  readonly mayRun: () => boolean;
  /** Told of a fault of our own: a leg that throws harms nobody. */
  readonly onFault: (error: unknown) => void;
}

/** Runs the other side of rollouts beside what was answered, and counts how far the two agree. No answer waits for it. */
export class Shadowing {
  private readonly figures: Figures;
  readonly recorder: CaseRecorder | null;
  private readonly queue: ShadowQueue;
  private readonly perSecond = new PerSecond(() => performance.now());
  private readonly shadow: ReturnType<typeof openShadowAccess>;
  private readonly rules = new Map<string, Rule>();
  private readonly sampling: Sampling;

  constructor(private readonly parts: ShadowingParts) {
    const [signing] = parts.context.feed.cursorKeys;
    this.sampling = new Sampling(signing?.key ?? randomBytes(KEY_BYTES));
    this.figures = new Figures(parts);
    this.recorder = parts.recorder;
    this.shadow = openShadowAccess(parts.connections);
    this.queue = new ShadowQueue({
      now: () => performance.now(),
      mayRun: parts.mayRun,
      dropped: (ruleId, why) => this.dropped(ruleId, why),
      threw: (ruleId, error) => {
        this.dropped(ruleId, 'threw');
        parts.onFault(error);
      },
    });
  }

  /**
   * The rules for which a request is looked at: it is a sample of them, and there is room for one more case now. Looking costs
   * something: such a request asks for itself.
   */
  sampled(ruling: Ruling, traceId: string): readonly Rule[] {
    return this.sampling.rulesFor(ruling, traceId).filter((rule) => {
      const why = this.refusal(rule);
      if (why) this.figures.dropped(rule, why);
      return why === null;
    });
  }

  private refusal({ id: ruleId, shadow }: Rule): Dropped | null {
    if (this.parts.way === 'record') return this.perSecond.hasRoom(ruleId, shadow.maxRps) ? null : 'rate';
    return this.queue.refusal({ ruleId, bounds: shadow }) ?? (this.parts.mayRun() ? null : 'busy');
  }

  /** Other rules are in force. */
  rulesChanged(rules: readonly Rule[]): void {
    this.figures.follow(rules);
  }

  /** Takes in a request whose answer has gone out, as a sample of some rules. */
  answered(served: RequestContext, sampled: readonly Rule[]): void {
    if (!served.log?.operation || served.limited) return;
    const sides = new Map(served.arms.all().map(({ rule, side }) => [rule.id, side]));
    const { sights, tape } = served.log;
    const wanted = sampled.filter(({ id, shadow: { mode } }) => {
      const side = mode === 'reverse' ? 'treatment' : 'control';
      return sides.get(id) === side && sights.seen(id).size > 0;
    });
    if (this.parts.way === 'record') this.record(served, wanted);
    else if (tape instanceof RecordingTape && tape.isTooLarge)
      for (const rule of wanted) this.figures.dropped(rule, 'too-large');
    else {
      this.letHeavyAnswerGo(served, wanted);
      for (const rule of wanted) this.compare(served, rule);
    }
  }

  /** Whether the whole answer to a request is compared for one of the rules that it is a sample of. */
  keepsAnswer(sampled: readonly Rule[], traceId: string): boolean {
    const isProbed = (rule: Rule): boolean => isProbeSample(rule, traceId, isNoiseSample(rule, traceId));
    return this.parts.way === 'run' && sampled.some(isProbed);
  }

  /** Whether requests that are looked at may be recorded. */
  get isRecording(): boolean {
    return this.recorder !== null;
  }

  /** Figures so far, of all rules. */
  snapshot(): InstanceFigures {
    const { instance: id, now } = this.parts;
    return { ...this.figures.snapshot(), instance: { id, at: now() } };
  }

  /** The same as they stand, for numbers that are read at once: figures with their examples are a megabyte. */
  standing(): ReturnType<Figures['standing']> {
    return this.figures.standing();
  }

  /** Begins nothing more and closes its sockets. */
  async stop(): Promise<void> {
    this.queue.stop();
    await Promise.all([this.shadow.close(), this.recorder?.stop()]);
  }

  private compare(served: RequestContext, rule: Rule): void {
    this.rules.set(rule.id, rule);
    this.offer(served, rule, false);
    if (isNoiseSample(rule, served.traceId)) this.offer(served, rule, true);
  }

  /** What waits for its leg is bounded; the answer is out, so that weighing it delays nobody. */
  private letHeavyAnswerGo({ log }: RequestContext, wanted: readonly Rule[]): void {
    if (!log?.answer || isLightEnough(log.answer)) return;
    log.answer = undefined;
    for (const rule of wanted) this.figures.dropped(rule, 'answer too-large');
  }

  /** One case serves all rules. */
  private record(served: RequestContext, wanted: readonly Rule[]): void {
    const [rule] = wanted.filter(({ id, shadow }) => this.perSecond.hasRoom(id, shadow.maxRps));
    if (!rule) return;
    this.perSecond.count(rule.id, rule.shadow.maxRps);
    void this.recorder?.record(served, null, MOST_RECORDING_MS);
  }

  private offer(served: RequestContext, rule: Rule, isNoise: boolean): void {
    const { operation } = served.log ?? {};
    const { platform, appVersion } = served.client;
    const shape = Object.keys(operation?.variables ?? {}).sort();
    this.queue.offer({
      ruleId: rule.id,
      stratum: [rule.id, operation?.label, ...shape, platform, appVersion].join(' '),
      bounds: rule.shadow,
      run: () => this.run(served, rule, { ruleId: rule.id, isNoise }),
      unwanted: () => this.unwanted(rule),
    });
  }

  /** A kill ends a rule's shadow, too, and so does another mode. */
  private unwanted({ id, shadow: { mode } }: Rule): 'killed' | 'off' | null {
    const now = this.parts.context.rollout.ruling().rules.find(({ rule }) => rule.id === id);
    if (now?.isKilled) return 'killed';
    return now?.rule.shadow.mode === mode ? null : 'off';
  }

  private async run(served: RequestContext, rule: Rule, wish: LegWish): Promise<void> {
    const { context, guide, probe } = this.parts;
    const { isNoise } = wish;
    const leg = await runLeg(served, wish, context, this.shadow.access);
    if (!leg) return;
    let agrees = true;
    for (const compared of comparedCases(served, leg, wish, guide)) {
      agrees = this.figures.add(rule, compared) && agrees;
      await nextTurn();
    }
    const answers = isProbeSample(rule, served.traceId, isNoise) ? answersOf(served, leg, wish) : null;
    if (answers) {
      const compared = await probe.compare(answers, rule);
      agrees = this.figures.addAnswer(rule, caseHead(served, wish), compared) && agrees;
    }
    const tape = leg.log?.tape;
    if (tape instanceof PlayingTape && tape.added)
      await this.recorder?.compared(served, { ruleId: rule.id, added: tape.added }, agrees);
  }

  private dropped(ruleId: string, why: string): void {
    const rule = this.rules.get(ruleId);
    if (rule) this.figures.dropped(rule, why);
  }
}
