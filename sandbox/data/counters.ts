import { stream } from './chance.js';
import { betaTwoSixty, clamp, logNormal, normal } from './distributions.js';
import type { Ms } from './ids.js';
import type { World } from './world.js';
import { HOUR } from './world.js';

/** Public counters of a video. */
export interface Counters {
  readonly play: number;
  readonly like: number;
  readonly comment: number;
  readonly share: number;
}

const PLAYS = { median: 8_000, sigma: 2 };
const HOURS_PER_WEEK = 168;

const plays = stream('counter.play');
const likes = stream('counter.like');

/** Plays at the start of a week: lognormal, median 8,000, sigma 2, 100 to 5e7. */
export function basePlays(world: World, video: number): number {
  return Math.round(clamp(logNormal(PLAYS, normal(world.chance, plays, video)), 100, 50_000_000));
}

/** Counters at an instant. They grow by the hour and start over weekly, so that the distribution stays what it is. */
export function countersAt(world: World, video: number, at: Ms): Counters {
  const hour = Math.floor(at / HOUR) % HOURS_PER_WEEK;
  const play = Math.min(50_000_000, Math.round(basePlays(world, video) * (1 + 0.0002 * hour)));
  const like = Math.round(play * betaTwoSixty(world.chance, likes, video));
  return { play, like, comment: Math.round(like * 0.05), share: Math.round(like * 0.08) };
}
