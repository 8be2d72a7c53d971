import type { Ms } from '../../data/ids.js';
import { isId } from '../../data/ids.js';
import type { Popularity } from '../../data/popularity.js';
import { SCENES, SCENE_ID } from '../../data/scenes.js';
import type { World } from '../../data/world.js';
import { HOUR, MINUTE, floorTo } from '../../data/world.js';
import { invalidArgument } from '../../server/service-error.js';
import { CreativeStudio } from './creatives.js';
import type { SlotPlan } from './plan.js';
import { planDigest } from './plan.js';
import { policyOf } from './policies.js';
import { scenePlan } from './scene-plans.js';

/** Ids taken off everywhere at once. */
export interface EmergencyOffline {
  readonly version: number;
  readonly updatedAt: Ms;
  /** `VIDEO:<id>`, `LIVE:<id>`, `BANNER:<creativeId>`. */
  readonly contents: readonly string[];
  readonly products: readonly string[];
  readonly authors: readonly string[];
  readonly shops: readonly string[];
}

const KEPT_VERSIONS = 20;
const MAX_EMERGENCY_IDS = 5_000;
/** Versions count minutes from here, so that they rise from one start to the next. */
const VERSION_EPOCH: Ms = 1_573_315_200_000;

/** Plans of all scenes with their history, and the emergency list. */
export class PlanStore {
  private readonly plans = new Map<string, SlotPlan[]>();
  private emergencyList: EmergencyOffline;

  constructor(
    private readonly world: World,
    private readonly popularity: Popularity,
  ) {
    const version = Math.max(412, Math.floor((world.now() - VERSION_EPOCH) / MINUTE));
    for (const { sceneId } of SCENES)
      this.plans.set(sceneId, [this.original(sceneId, version - 1), this.original(sceneId, version)]);
    this.emergencyList = this.emptyEmergencyList(version);
  }

  /** Scene ids with a plan. */
  sceneIds(): string[] {
    return [...this.plans.keys()];
  }

  /** The plan in force; undefined for an unknown scene. */
  current(sceneId: string): SlotPlan | undefined {
    return this.plans.get(sceneId)?.at(-1);
  }

  /** One of the last 20 versions. */
  version(sceneId: string, version: number): SlotPlan | undefined {
    return this.plans.get(sceneId)?.find(({ planVersion }) => planVersion === version);
  }

  /** The emergency list in force. */
  emergency(): EmergencyOffline {
    return this.emergencyList;
  }

  /**
   * Publishes a plan. Properties left out are those of the plan in force; version and digest are computed when absent.
   * What is given is taken as it is, so that broken plans can be tried too.
   */
  publish(sceneId: string, given: Record<string, unknown>): SlotPlan {
    if (!SCENE_ID.test(sceneId)) throw invalidArgument('malformed scene id');
    for (const name of ['slots', 'pools']) {
      if (given[name] !== undefined && !Array.isArray(given[name]))
        throw invalidArgument(`${name} must be a list`);
    }
    const current = this.current(sceneId);
    const now = this.world.now();
    const base = current ?? this.original(sceneId, 0);
    const fresh = { ...base, planVersion: base.planVersion + 1, publishedAt: now, effectiveAt: now };
    const plan = { ...fresh, ...given, schemaVersion: 1 as const, sceneId };
    if (current && !(plan.planVersion > current.planVersion)) throw invalidArgument('planVersion must rise');
    const { digest } = given;
    const signed = { ...plan, digest: typeof digest === 'string' ? digest : planDigest(plan) };
    this.plans.set(sceneId, [...(this.plans.get(sceneId) ?? []), signed].slice(-KEPT_VERSIONS));
    return signed;
  }

  /** Publishes an emergency list; lists left out are empty. */
  publishEmergency(given: Record<string, unknown>): EmergencyOffline {
    const list = (name: string, accepts: (value: unknown) => value is string): string[] => {
      const value = given[name] ?? [];
      if (!Array.isArray(value) || value.length > MAX_EMERGENCY_IDS || !value.every(accepts)) {
        throw invalidArgument(`${name} must be a list of at most ${MAX_EMERGENCY_IDS} ids`);
      }
      return value;
    };
    this.emergencyList = {
      version: this.emergencyList.version + 1,
      updatedAt: this.world.now(),
      contents: list('contents', isContentKey),
      products: list('products', isId),
      authors: list('authors', isId),
      shops: list('shops', isId),
    };
    return this.emergencyList;
  }

  /** Publishes the first plans and an empty emergency list again, under new versions; scenes added later lose their slots. */
  reset(): void {
    for (const sceneId of this.plans.keys()) {
      const { policy, slots, pools } = this.original(sceneId, 0);
      this.publish(sceneId, { policy, slots, pools });
    }
    this.publishEmergency({});
  }

  private original(sceneId: string, planVersion: number): SlotPlan {
    const publishedAt = floorTo(HOUR, this.world.now());
    const plan = {
      schemaVersion: 1 as const,
      sceneId,
      planVersion,
      publishedAt,
      effectiveAt: publishedAt,
      policy: policyOf(sceneId),
      ...scenePlan(new CreativeStudio(this.world, this.popularity), sceneId),
    };
    return { ...plan, digest: planDigest(plan) };
  }

  private emptyEmergencyList(version: number): EmergencyOffline {
    return { version, updatedAt: this.world.now(), contents: [], products: [], authors: [], shops: [] };
  }
}

function isContentKey(value: unknown): value is string {
  return typeof value === 'string' && /^(VIDEO|LIVE):[1-9][0-9]{0,18}$|^BANNER:[a-z0-9-]{1,32}$/.test(value);
}
