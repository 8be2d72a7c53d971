import type { SlotPlan } from './slot-plan.js';

/** Versions kept for sessions that began under them; the service keeps as many. */
const KEPT = 20;

/** The versions of one scene's plan that are held in memory, newest last. */
export class PlanShelf {
  private plans: readonly SlotPlan[] = [];

  /** Adds a version; false when it is not newer than all held ones. */
  add(plan: SlotPlan): boolean {
    const newest = this.plans.at(-1);
    if (newest && plan.version <= newest.version) return false;
    this.plans = [...this.plans, plan].slice(-KEPT);
    return true;
  }

  /** Makes a version the newest, whatever is held: newer ones leave. */
  reset(plan: SlotPlan): void {
    this.plans = this.plans.filter(({ version }) => version < plan.version);
    this.add(plan);
  }

  /** The plan in force: the newest that counts already. */
  current(now: number): SlotPlan | null {
    return this.plans.findLast((plan) => plan.effectiveAt <= now) ?? null;
  }

  /** A former version, while it is held. */
  version(version: number): SlotPlan | null {
    return this.plans.find((plan) => plan.version === version) ?? null;
  }
}
