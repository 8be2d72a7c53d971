import { join } from 'node:path';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { MediaPolicy } from '../parsing/media-url.js';
import { LastGoodFile, type CopyFailures } from '../disk/last-good-file.js';
import { Poller, type PollingOptions } from '../polling/poller.js';
import { NOTHING_OFF, parseEmergency, type EmergencyOffline } from './emergency.contract.js';
import { PlanShelf } from './plan-shelf.js';
import { parsePlan } from './plan.contract.js';
import { SCENE_ID } from './scene-id.js';
import { parseScenes, type SceneRecord, type Scenes } from './scenes.contract.js';
import type { SlotPlan } from './slot-plan.js';

/** Slot plans are polled so often, and scenes with them: the kill switch of a scene is in their list. */
export const PUBLISHED_EVERY_MS = 5_000;
/** The emergency list is polled so often. */
export const EMERGENCY_EVERY_MS = 2_000;
/** A plan not confirmed for this long is old, and pages made with it say so. */
const STALE_MS = 60_000;
const CLOCK_TOLERANCE_MS = 2_000;

/** What the store needs of the process. */
export interface SlotsStoreOptions extends PollingOptions {
  /** Base URL of SLOTS. */
  readonly url: string;
  readonly media: MediaPolicy;
  /** Folder for the last good documents; null or absent: none are kept. */
  readonly diskPath?: string | null;
  /** Told about every scene that appears. */
  readonly onScene: (sceneId: string) => void;
  /** Told about every scene that is no more. */
  readonly onSceneGone: (sceneId: string) => void;
}

/** What requests read of the store. */
export type SlotsReader = Pick<SlotsStore, 'scene' | 'plan' | 'planVersion' | 'isStale' | 'emergency'>;

/**
 * Scenes, slot plans and the emergency list, polled into memory: a request never waits for them. What SLOTS answers first takes
 * the place of copies from disk whatever their versions: they may be those of a service that began anew.
 */
export class SlotsStore {
  /** What the copies on disk failed at. */
  readonly copyFailures: CopyFailures = new Map();
  private scenesKnown = false;
  private scenes: Scenes = new Map();
  private readonly shelves = new Map<string, PlanShelf>();
  private readonly planPollers = new Map<string, Poller>();
  private readonly scenePoller: Poller;
  private readonly emergencyPoller: Poller;
  private off: EmergencyOffline = NOTHING_OFF;
  private emergencyChanged: () => void = () => undefined;

  constructor(private readonly options: SlotsStoreOptions) {
    this.scenePoller = this.poller('scenes', 'scenes', PUBLISHED_EVERY_MS, (json) => this.acceptScenes(json));
    this.emergencyPoller = this.poller('emergencyOffline', 'emergency-offline', EMERGENCY_EVERY_MS, (json) =>
      this.acceptEmergency(parseEmergency(json)),
    );
  }

  /** Begins polling; resolves when everything was tried once. Never rejects: a store without a plan serves without slots. */
  async start(): Promise<void> {
    await Promise.all([this.scenePoller.start(), this.emergencyPoller.start()]);
    await Promise.all([...this.planPollers.values()].map((poller) => poller.poll()));
  }

  /** Ends polling. The scenes first: whoever reads their list begins to poll plans. */
  async stop(): Promise<void> {
    await Promise.all([this.scenePoller.stop(), this.emergencyPoller.stop()]);
    await Promise.all([...this.planPollers.values()].map((poller) => poller.stop()));
  }

  /** The scene, or null when there is none. While no list was ever read, every well-formed id is a scene (SC_STALE). */
  scene(sceneId: string): SceneRecord | null {
    if (this.scenesKnown) return this.scenes.get(sceneId) ?? null;
    return SCENE_ID.test(sceneId) ? { sceneId, name: sceneId, enabled: true, killed: false } : null;
  }

  /** Ids of the scenes that can be served now. */
  openScenes(): readonly string[] {
    return [...this.scenes.values()]
      .filter(({ enabled, killed }) => enabled && !killed)
      .map(({ sceneId }) => sceneId);
  }

  /** The plan in force; null when none was ever read. */
  plan(sceneId: string, now: number): SlotPlan | null {
    return this.shelves.get(sceneId)?.current(now) ?? null;
  }

  /** A former version, while it is held. */
  planVersion(sceneId: string, version: number): SlotPlan | null {
    return this.shelves.get(sceneId)?.version(version) ?? null;
  }

  /** Whether a scene's plan was not confirmed lately. */
  isStale(sceneId: string, now: number): boolean {
    const confirmedAt = this.planPollers.get(sceneId)?.confirmedAt ?? null;
    return confirmedAt === null || now - confirmedAt > STALE_MS;
  }

  /** Milliseconds since the plan of each scene was last confirmed; Infinity where none was ever read. */
  planAges(now: number): ReadonlyMap<string, number> {
    return new Map(
      [...this.planPollers].map(([sceneId, { confirmedAt }]) => [sceneId, now - (confirmedAt ?? -Infinity)]),
    );
  }

  /** What must not be shown now. */
  emergency(): EmergencyOffline {
    return this.off;
  }

  /** Has `listener` told about every new version of the emergency list, after it is in force. One listener at a time. */
  onEmergencyChange(listener: () => void): void {
    this.emergencyChanged = listener;
  }

  private acceptEmergency(off: EmergencyOffline): void {
    if (off.version < this.off.version && this.emergencyPoller.confirmedAt !== null) {
      this.report('SC_VERSION');
      return;
    }
    const isNew = off.version !== this.off.version;
    this.off = off;
    if (isNew) this.emergencyChanged();
  }

  private acceptScenes(json: unknown): void {
    this.scenes = parseScenes(json, this.scenes, this.report);
    this.scenesKnown = true;
    for (const sceneId of this.planPollers.keys()) if (!this.scenes.has(sceneId)) this.forgetPlan(sceneId);
    for (const sceneId of this.scenes.keys()) if (!this.planPollers.has(sceneId)) this.watchPlan(sceneId);
  }

  private forgetPlan(sceneId: string): void {
    void this.planPollers.get(sceneId)?.stop();
    this.planPollers.delete(sceneId);
    this.shelves.delete(sceneId);
    this.options.onSceneGone(sceneId);
  }

  private watchPlan(sceneId: string): void {
    const shelf = new PlanShelf();
    this.shelves.set(sceneId, shelf);
    const poller = this.poller('plan', `slot-plans/${sceneId}`, PUBLISHED_EVERY_MS, (json) => {
      const plan = parsePlan(json, { media: this.options.media, report: this.report });
      if (plan.sceneId !== sceneId) throw new Error('slot plan rejected: of another scene');
      if (poller.confirmedAt === null) shelf.reset(plan);
      else if (!shelf.add(plan)) this.report('SC_VERSION');
    });
    this.planPollers.set(sceneId, poller);
    void poller.start();
    this.options.onScene(sceneId);
  }

  private poller(name: string, path: string, everyMs: number, accept: (json: unknown) => void): Poller {
    const { diskPath } = this.options;
    return new Poller(
      {
        upstream: 'SLOTS',
        operation: `SLOTS.${name}`,
        url: `${this.options.url}/${path}`,
        everyMs,
        accept,
        onUnusable: () => this.report('SC_INVALID'),
        copy:
          diskPath == null ? undefined : new LastGoodFile(join(diskPath, `${path}.json`), this.copyFailures),
        onDate: (server, local) => {
          // The header is cut to whole seconds, so the server's clock may be almost one ahead of it.
          const off = server - local > CLOCK_TOLERANCE_MS || local - server > CLOCK_TOLERANCE_MS + 1_000;
          if (off) this.report('SC_CLOCK');
        },
      },
      this.options,
    );
  }

  private readonly report = (code: ReasonCode): void => this.options.telemetry.counted(code);
}
