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

  /** Arms that were decided elsewhere: those of a recorded request. */
  static settled(ruling: Ruling, decisions: readonly Decision[]): Arms {
    const arms = new Arms(ruling, nobody);
    arms.decided = byCoordinate(decisions);
    return arms;
  }

  /** Where the request is. Counts before the first decision only: a request has one place. */
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

  /** The same request with one rule's other side: what a shadow leg is served by. Null where there is no such rule. */
  swapped(ruleId: string): Arms | null {
    const decisions = this.all();
    const own = decisions.find(({ rule }) => rule.id === ruleId);
    if (!own) return null;
    const other = new Arms(this.ruling, this.caller);
    const side = own.side === 'control' ? 'treatment' : 'control';
    const swapped: Decision = { ...own, side, path: own.rule[side], reason: 'OVERRIDE', isMoved: false };
    other.decided = byCoordinate(decisions.map((one) => (one === own ? swapped : one)));
    return other;
  }

  /** The same request on the same sides: what noise is measured by. */
  repeated(): Arms {
    const other = new Arms(this.ruling, this.caller);
    other.decided = byCoordinate(this.all());
    return other;
  }

  private byCoordinate(): ReadonlyMap<string, Decision> {
    return (this.decided ??= this.decideAll());
  }

  private decideAll(): ReadonlyMap<string, Decision> {
    const caller = this.caller();
    return byCoordinate(this.ruling.rules.map((inForce) => decide(inForce, caller, this.where)));
  }
}

const nobody = (): never => {
  throw new Error('What is settled is decided by nobody');
};

const byCoordinate = (decisions: readonly Decision[]): ReadonlyMap<string, Decision> =>
  new Map(
    decisions.flatMap((decision) =>
      decision.rule.coordinates.map((coordinate) => [coordinate, decision] as const),
    ),
  );
