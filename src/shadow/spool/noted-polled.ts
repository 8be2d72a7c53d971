import type { HotListReader } from '../../../datasources/algorithm/hot-list.store.js';
import type { SourceAccess } from '../../../datasources/connections.js';
import { NOTHING_OFF, type EmergencyOffline } from '../../../datasources/slots/emergency.contract.js';
import type { SceneRecord } from '../../../datasources/slots/scenes.contract.js';
import type { SlotPlan } from '../../../datasources/slots/slot-plan.js';
import type { SlotsReader } from '../../../datasources/slots/slots.store.js';

/** One scene, as a request read it out of memory. */
export interface PolledScene {
  readonly record: SceneRecord | null;
  /** Version of the plan in force; null: there was none. */
  readonly current: number | null;
  readonly isStale: boolean;
  /** Content keys. */
  readonly hot: readonly string[];
}

/** What a request read out of memory. Public: it is the same for everybody. */
export interface PolledFacts {
  readonly scenes: Readonly<Record<string, PolledScene>>;
  /** Versions that were read. */
  readonly plans: readonly SlotPlan[];
  readonly off: Readonly<Record<'contents' | 'products' | 'authors' | 'shops', readonly string[]>> & {
    readonly version: number;
  };
}

const UNREAD: PolledScene = { record: null, current: null, isStale: false, hot: [] };

/** Stands between one request and what is polled, and notes what it reads: later versions must not change its replay. */
export class NotedPolled {
  private readonly scenes = new Map<string, PolledScene>();
  private readonly plans = new Set<SlotPlan>();
  private off = NOTHING_OFF;

  /** The same access, noting. */
  over({ slots, hotLists, ...access }: SourceAccess): SourceAccess {
    return { ...access, slots: this.notedSlots(slots), hotLists: this.notedHotLists(hotLists) };
  }

  /** Everything that was read, as JSON. */
  facts(): PolledFacts {
    const { version, contents, products, authors, shops } = this.off;
    return {
      scenes: Object.fromEntries(this.scenes),
      plans: [...this.plans],
      off: {
        version,
        contents: [...contents],
        products: [...products],
        authors: [...authors],
        shops: [...shops],
      },
    };
  }

  private notedSlots(slots: SlotsReader): SlotsReader {
    return {
      scene: (sceneId) => this.note(sceneId, { record: slots.scene(sceneId) }).record,
      plan: (sceneId, now) => {
        const plan = this.held(slots.plan(sceneId, now));
        this.note(sceneId, { current: plan?.version ?? null });
        return plan;
      },
      planVersion: (sceneId, version) => this.held(slots.planVersion(sceneId, version)),
      isStale: (sceneId, now) => this.note(sceneId, { isStale: slots.isStale(sceneId, now) }).isStale,
      emergency: () => (this.off = slots.emergency()),
    };
  }

  private notedHotLists(hotLists: HotListReader): HotListReader {
    return { keys: (sceneId, now) => this.note(sceneId, { hot: hotLists.keys(sceneId, now) }).hot };
  }

  private note(sceneId: string, read: Partial<PolledScene>): PolledScene {
    const noted = { ...(this.scenes.get(sceneId) ?? UNREAD), ...read };
    this.scenes.set(sceneId, noted);
    return noted;
  }

  private held(plan: SlotPlan | null): SlotPlan | null {
    if (plan) this.plans.add(plan);
    return plan;
  }
}

/** What must not be shown, as it was when a case was recorded. */
export const emergencyOf = ({ off }: PolledFacts): EmergencyOffline => ({
  version: off.version,
  contents: new Set(off.contents),
  products: new Set(off.products),
  authors: new Set(off.authors),
  shops: new Set(off.shops),
});
