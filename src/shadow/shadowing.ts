import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connections } from '../../datasources/connections.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import type { ContextParts, RequestContext } from '../context.js';
import { comparedCases } from './compared-case.js';
import { Figures, type FigureParts } from './parity-figures.js';
import { runLeg, type LegWish } from './run-leg.js';
import { isNoiseSample } from './sampling.js';
import { openShadowAccess } from './shadow-access.js';
import { ShadowQueue } from './shadow-queue.js';

/** What shadowing takes from its process. */
export interface ShadowingParts extends FigureParts {
  readonly connections: Connections;
  /** Of ordinary requests; legs differ from them in what they may write. */
  readonly context: ContextParts;
  /** Whether the process has room for what nobody waits for. */
  readonly mayRun: () => boolean;
  /** Told of a fault of our own: a leg that throws harms nobody. */
  readonly onFault: (error: unknown) => void;
}

/** Runs the other side of rollouts beside what was answered, and counts how far the two agree. No answer waits for it. */
export class Shadowing {
  readonly figures: Figures;
  private readonly queue: ShadowQueue;
  private readonly shadow: ReturnType<typeof openShadowAccess>;
  private readonly rules = new Map<string, Rule>();

  constructor(private readonly parts: ShadowingParts) {
    this.figures = new Figures(parts);
    this.shadow = openShadowAccess(parts.connections);
    this.queue = new ShadowQueue({
      now: () => performance.now(),
      mayRun: parts.mayRun,
      dropped: (ruleId, why) => this.dropped(ruleId, why),
    });
  }

  /** Takes in a request whose answer has gone out, as a sample of some rules. */
  answered(served: RequestContext, sampled: readonly Rule[]): void {
    if (!served.log?.operation || served.limited) return;
    const sides = new Map(served.arms.all().map(({ rule, side }) => [rule.id, side]));
    for (const rule of sampled) {
      this.rules.set(rule.id, rule);
      const wanted = rule.shadow.mode === 'reverse' ? 'treatment' : 'control';
      if (sides.get(rule.id) !== wanted || served.log.sights.seen(rule.id).size === 0) continue;
      this.offer(served, rule, false);
      if (isNoiseSample(rule, served.traceId)) this.offer(served, rule, true);
    }
  }

  /** Figures so far, of all rules. */
  snapshot(): ParityFigures {
    return this.figures.snapshot();
  }

  /** Begins nothing more and closes its sockets. */
  async stop(): Promise<void> {
    this.queue.stop();
    await this.shadow.close();
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
    });
  }

  private async run(served: RequestContext, rule: Rule, wish: LegWish): Promise<void> {
    const { context, guide, onFault } = this.parts;
    try {
      const leg = await runLeg(served, wish, context, this.shadow.access);
      if (!leg) return;
      for (const compared of comparedCases(served, leg, wish, guide)) {
        this.figures.add(rule, compared);
        await nextTurn();
      }
    } catch (error) {
      this.figures.dropped(rule, 'threw');
      onFault(error);
    }
  }

  private dropped(ruleId: string, why: string): void {
    const rule = this.rules.get(ruleId);
    if (rule) this.figures.dropped(rule, why);
  }
}
