import type { Rule, Side } from '../rules/rule.types.js';
import type { FuseRecord } from './fuse-record.js';
import { Fuse, type FuseChange, type FuseParts } from './fuse.js';
import type { PrimaryOutcome } from './primary-outcome.js';

/** Path that gives nothing. */
const NO_PATH = 'none';
/** Records kept in memory; older ones are in the log. */
const MOST_RECORDS = 100;

/** The local fuses of one process, one per rule. Works without network and without timers. */
export class Fuses {
  private readonly fuses = new Map<string, Fuse>();
  private readonly listeners: ((record: FuseRecord) => void)[] = [];
  private records: readonly FuseRecord[] = [];
  private version: number | null = null;

  constructor(private readonly parts: Pick<FuseParts, 'now' | 'random'>) {}

  /** Says what a rule's sides are, before its outcomes come; a rule that was not configured counts as having both. */
  configure({ id, control }: Pick<Rule, 'id' | 'control'>): void {
    this.fuseOf(id).hasControl = control !== NO_PATH;
  }

  /** Counts what the leading source of a side did in one request. Cheap: it is called for every rule of every request. */
  note(ruleId: string, side: Side, { kind }: Pick<PrimaryOutcome, 'kind'>): void {
    this.fuseOf(ruleId).note(side, kind);
  }

  /** Whether this instance keeps treatment of a rule off. */
  isTripped(ruleId: string): boolean {
    return this.fuses.get(ruleId)?.isTripped() ?? false;
  }

  /** Ids of the rules whose treatment is off. */
  tripped(): readonly string[] {
    return [...this.fuses.keys()].filter((id) => this.isTripped(id));
  }

  /** What fuses did since the start, oldest first; the last hundred. */
  trips(): readonly FuseRecord[] {
    return this.records;
  }

  /** Calls `listener` after every change, for the log and the metrics. It must not throw. */
  onChange(listener: (record: FuseRecord) => void): void {
    this.listeners.push(listener);
  }

  /** Rules of another version are in force: fuses that hold are closed. */
  rulesChanged(version: number): void {
    if (version === this.version) return;
    this.version = version;
    for (const fuse of this.fuses.values()) fuse.release();
  }

  private fuseOf(ruleId: string): Fuse {
    let fuse = this.fuses.get(ruleId);
    if (fuse === undefined) {
      fuse = new Fuse({ ...this.parts, onChange: (change) => this.keep(ruleId, change) });
      this.fuses.set(ruleId, fuse);
    }
    return fuse;
  }

  private keep(rule: string, change: FuseChange): void {
    const record = { rule, rulesVersion: this.version, ...change };
    this.records = [...this.records, record].slice(-MOST_RECORDS);
    for (const listener of this.listeners) listener(record);
  }
}
