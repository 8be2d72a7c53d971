import { allOnControl, inForce, type Ruling } from '../../rollout/decision/ruling.js';
import type { FuseRecord } from '../../rollout/guardrails/fuse-record.js';
import { Fuses } from '../../rollout/guardrails/fuses.js';
import type { PrimaryOutcome } from '../../rollout/guardrails/primary-outcome.js';
import { killLocation } from '../../rollout/live/kill-source.js';
import { KillSwitch } from '../../rollout/live/kill-switch.js';
import type { OnRejected } from '../../rollout/live/rejections.js';
import { RulesStore } from '../../rollout/live/rules-store.js';
import type { Rule, Side } from '../../rollout/rules/rule.types.js';
import { RULABLES } from '../../resolvers/rulables.js';
import type { Shadowing } from '../shadow/shadowing.js';
import { killTrouble, KillTroubleTeller, type KillTrouble } from './kill-trouble.js';
import type { Rollout, Watching } from './rollout.js';

/** What rollouts take from their process. */
export interface LiveRolloutOptions {
  /** `ROLLOUT_RULES`: path or URL. */
  readonly location: string;
  /** Folder of the last good rules; null: none are kept. */
  readonly copyFolder: string | null;
  /** Of the gateway. */
  readonly version: string;
  readonly random: () => number;
  readonly isOpen: boolean;
  /** Counts what an arm did in one request. */
  readonly onOutcome: (ruleId: string, side: Side, outcome: PrimaryOutcome) => void;
  readonly onRejected: OnRejected;
  readonly onFuse: (record: FuseRecord) => void;
  /** Other rules are in force, or others are killed. */
  readonly onRuling: (ruling: Ruling) => void;
  /** Something else than before may keep the kill list from doing what was wanted of it. */
  readonly onKillTrouble: (trouble: KillTrouble) => void;
  readonly onFault: (error: unknown) => void;
}

/** Rules, kills and fuses of a process, made into one ruling whenever one of them changes. */
export class LiveRollout implements Rollout {
  readonly isOpen: boolean;
  readonly rules: RulesStore;
  readonly kills: KillSwitch;
  readonly fuses: Fuses;
  /** Where killed rules are listed: path or URL. */
  readonly killList: string;
  /** Compares what is answered. */
  shadowing: Shadowing | null = null;
  private latest: Ruling = { generation: 0, version: null, rules: [] };
  private isCurrent = false;
  private readonly teller: KillTroubleTeller;

  constructor(readonly options: LiveRolloutOptions) {
    const { location, copyFolder, version, random, isOpen, onRejected, onFuse } = options;
    const now = () => performance.now();
    this.isOpen = isOpen;
    const rulables = RULABLES;
    this.rules = new RulesStore({ location, rulables, copyFolder, version, now, random, onRejected });
    this.killList = killLocation(location);
    this.kills = new KillSwitch(this.killList, now);
    this.fuses = new Fuses({ now, random });
    this.rules.onChange((rules) => {
      for (const rule of rules.rules) this.fuses.configure(rule);
      this.fuses.rulesChanged(rules.version);
      this.shadowing?.rulesChanged(rules.rules);
      this.rule();
    });
    this.teller = new KillTroubleTeller(options.onKillTrouble);
    this.kills.onChange(() => this.rule());
    this.kills.onReading(() => this.teller.note(this.killTrouble()));
    this.fuses.onChange((record) => {
      this.isCurrent = false;
      onFuse(record);
    });
  }

  /** Has answers compared from now on; the server is there. */
  compareBy(shadowing: Shadowing): void {
    this.shadowing = shadowing;
    shadowing.rulesChanged(this.rules.current()?.rules ?? []);
  }

  /** Begins to read rules and kills; resolves when both were tried, in 100 ms at most. */
  async start(): Promise<void> {
    await Promise.all([this.rules.start(), this.kills.start()]);
    this.ruling();
  }

  /** Ends reading. */
  async stop(): Promise<void> {
    await Promise.all([this.rules.stop(), this.kills.stop(), this.shadowing?.stop()]);
  }

  /** Where timers stand still between requests: reads what is too old, and waits for it so long (ms) at most. */
  async refreshIfOld(maxWaitMs: number): Promise<void> {
    await Promise.all([this.rules.refreshIfOld(maxWaitMs), this.kills.refreshIfOld(maxWaitMs)]);
  }

  ruling(): Ruling {
    for (const { rule, isFused } of this.latest.rules) if (isFused) this.fuses.isTripped(rule.id); // a time off ends when somebody looks
    if (!this.isCurrent) this.rule();
    return this.latest;
  }

  /** What may keep the kill list from doing what was wanted of it. */
  killTrouble(): KillTrouble {
    return killTrouble(this.kills.state(), this.latest);
  }

  watching(ruling: Ruling, traceId: string): Watching | null {
    const { shadowing } = this;
    const rules = shadowing?.sampled(ruling, traceId) ?? [];
    if (!shadowing || rules.length === 0) return null;
    return {
      rules,
      isRecorded: shadowing.isRecording,
      keepsAnswer: shadowing.keepsAnswer(rules, traceId),
      onAnswered: (served) => shadowing.answered(served, rules),
    };
  }

  note(ruleId: string, side: Side, outcome: PrimaryOutcome): void {
    this.options.onOutcome(ruleId, side, outcome);
    this.fuses.note(ruleId, side, outcome);
  }

  faulted(error: unknown): void {
    this.options.onFault(error);
  }

  private rule(): void {
    this.isCurrent = true;
    const set = this.rules.current();
    const rules: readonly Rule[] = set?.rules ?? allOnControl(RULABLES);
    const stops = {
      isKilled: (id: string) => this.kills.isKilled(id),
      isFused: (id: string) => this.fuses.isTripped(id),
    };
    const generation = this.latest.generation + 1;
    this.latest = { generation, version: set?.version ?? null, rules: inForce(rules, stops) };
    this.options.onRuling(this.latest);
  }
}
