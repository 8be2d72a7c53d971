import { decide, isForEverybody, NOWHERE, type Caller, type Decision, type Whereabouts } from './decide.js';
import type { Ruling } from './ruling.js';

/**
 * The arms of one request. All rules are decided together, from one ruling, when the first field asks; nothing that happens
 * to rules, kills or fuses later in the request changes them.
 */
export class Arms {
  private where: Whereabouts = NOWHERE;
  private decided: ReadonlyMap<string, Decision> | undefined;
  /** Whether a field was served by an arm that others would not have. */
  isPersonal = false;

  constructor(
    readonly ruling: Ruling,
    private readonly caller: () => Caller,
  ) {}

  /** What a feed knows of its request. Counts before the first decision only: a request has one place. */
  locate(where: Whereabouts): void {
    if (!this.decided) this.where = where;
  }

  /** What was decided for a coordinate that is about to be served; undefined: its chain decides. */
  of(coordinate: string): Decision | undefined {
    if (this.ruling.rules.length === 0) return undefined;
    const decision = this.byCoordinate().get(coordinate);
    if (decision && !isForEverybody(decision)) this.isPersonal = true;
    return decision;
  }

  /** Every rule's decision, in the order of the rules. */
  all(): readonly Decision[] {
    return this.ruling.rules.length === 0 ? [] : [...new Set(this.byCoordinate().values())];
  }

  private byCoordinate(): ReadonlyMap<string, Decision> {
    return (this.decided ??= this.decideAll());
  }

  private decideAll(): ReadonlyMap<string, Decision> {
    const caller = this.caller();
    const decided = new Map<string, Decision>();
    for (const inForce of this.ruling.rules) {
      const decision = decide(inForce, caller, this.where);
      for (const coordinate of inForce.rule.coordinates) decided.set(coordinate, decision);
    }
    return decided;
  }
}
