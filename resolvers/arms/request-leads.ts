import type { Arms } from '../../rollout/decision/arms.js';
import type { Decision } from '../../rollout/decision/decide.js';
import type { Leads } from '../../datasources/chain/lead.js';
import type { Source } from '../../datasources/chain/source.js';
import { armsFor } from '../rulables.js';
import type { Sights } from './sights.js';
import { RequestLead } from './request-lead.js';

/** Rules are checked against the declarations before they come into force. */
const armsOf = ({ rule }: Decision) => armsFor(rule.coordinates[0] ?? '');

/** The arms of one request as its chains know them: where they start, and who is told what came of it. */
export class RequestLeads implements Leads {
  private readonly byRule = new Map<string, RequestLead>();
  private bySource: ReadonlyMap<Source<unknown>, RequestLead> | undefined;

  constructor(
    private readonly arms: Arms,
    private readonly onFault: (error: unknown) => void,
    private readonly sights: Sights | null,
    /** Whether the caller gave so little time that running out of it says nothing of a path. */
    private readonly isHurried: boolean,
  ) {}

  of(coordinate: string): RequestLead | undefined {
    const decision = this.arms.of(coordinate);
    return decision && this.leadOf(decision);
  }

  ofSource(source: Source<unknown>): RequestLead | undefined {
    return (this.bySource ??= this.leadingSources()).get(source);
  }

  /** Those that led in this request. */
  used(): readonly RequestLead[] {
    return [...this.byRule.values()];
  }

  private leadingSources(): ReadonlyMap<Source<unknown>, RequestLead> {
    const found = new Map<Source<unknown>, RequestLead>();
    for (const decision of this.arms.all()) {
      const lead = this.leadOf(decision);
      const source = lead && armsOf(decision)?.sourceOf(lead.start);
      if (source) found.set(source, lead);
    }
    return found;
  }

  private leadOf(decision: Decision): RequestLead | undefined {
    const { id } = decision.rule;
    const held = this.byRule.get(id);
    if (held) return held;
    const start = armsOf(decision)?.starts[decision.path];
    if (start === undefined) return undefined;
    const lead = new RequestLead(decision, start, this.onFault, this.sights?.of(id), this.isHurried);
    this.byRule.set(id, lead);
    return lead;
  }
}
