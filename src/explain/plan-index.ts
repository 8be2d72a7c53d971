import type { ViewShape } from '../../datasources/chain/declaration-rules.js';
import type { FieldPlan, ListPlan } from '../../resolvers/plans.js';
import type { Declared } from './declared.js';

/** What is declared of each coordinate, for those who walk an operation. */
export class PlanIndex {
  private readonly views: ReadonlyMap<string, ViewShape>;
  private readonly reads: ReadonlyMap<string, readonly ViewShape[]>;
  private readonly fieldPlans: ReadonlyMap<string, FieldPlan>;
  private readonly listPlans: ReadonlyMap<string, ListPlan>;
  private readonly polled: ReadonlySet<string>;

  constructor(private readonly declared: Declared) {
    const { views, composed, fieldPlans, listPlans, polled } = declared;
    this.views = new Map(views.map((view) => [view.coordinate, view]));
    this.reads = new Map(composed.map(({ coordinate, reads }) => [coordinate, reads]));
    this.fieldPlans = byCoordinate(fieldPlans);
    this.listPlans = byCoordinate(listPlans);
    this.polled = new Set(polled.map(({ coordinate }) => coordinate));
  }

  /** Views that a field is read through. */
  viewsOf(coordinate: string): readonly ViewShape[] {
    const view = this.views.get(coordinate);
    return view ? [view] : (this.reads.get(coordinate) ?? []);
  }

  /** How broad a field is that reads several objects. */
  fieldPlan(coordinate: string): FieldPlan | undefined {
    return this.fieldPlans.get(coordinate);
  }

  /** How a list is made. */
  listPlan(coordinate: string): ListPlan | undefined {
    return this.listPlans.get(coordinate);
  }

  /** Whether a field is answered from memory. */
  isPolled(coordinate: string): boolean {
    return this.polled.has(coordinate);
  }

  /** The coordinate at which a list shows the records of a chain; else the list's own. */
  placeOf(record: string, list: string): string {
    return this.declared.placed.find((each) => each.placed.record === record)?.coordinate ?? list;
  }
}

const byCoordinate = <T extends { readonly coordinate: string }>(
  declared: readonly T[],
): ReadonlyMap<string, T> => new Map(declared.map((each) => [each.coordinate, each]));
