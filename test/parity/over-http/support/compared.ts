import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from '../defect.js';
import type { Stage } from './stage.js';

/** A leg that waits in vain gives up before. */
const PATIENCE_MS = 4_000;
const SHORT_MS = 2;

/** What a gateway reports of one coordinate. */
export interface Compared {
  /** Places that were compared. */
  readonly done: number;
  /** How often each class was met, by path and class; without latency, which is no inequality. */
  readonly classes: ReadonlyMap<string, number>;
}

/** What it reports now. */
export async function comparedAt(stage: Stage, { rule, coordinate, side }: Scene): Promise<Compared> {
  const figures = await stage.figures();
  const { asked = 0, classes = {} } = figures[rule]?.compared[coordinate]?.[side] ?? {};
  const named = Object.entries(classes).flatMap(([at, byClass]) =>
    Object.entries(byClass).map(([cls, { count }]) => [`${at} ${cls}`, count] as const),
  );
  return { done: asked, classes: new Map(named.filter(([name]) => !name.endsWith(' latency'))) };
}

/** The same once so many places are done, or nobody waits for them: legs run behind answers, and some are let go. */
export async function comparedOnce(stage: Stage, scene: Scene, places: number): Promise<Compared> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = await comparedAt(stage, scene);
    if (now.done >= places || performance.now() > end) return now;
    await sleep(SHORT_MS);
  }
}
