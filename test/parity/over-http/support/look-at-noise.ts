import { setTimeout as sleep } from 'node:timers/promises';
import type { ParityFigures } from '../../../../rollout/parity/parity-figures.js';
import { authors, feed, prices } from './looks.js';
import { noise } from './noise.js';
import type { Served, Stage } from './stage.js';

const LAST_LEGS_MS = 300;

/** What a gateway has to say of sound candidates. */
export interface Quiet {
  /** Beside the other side, and beside itself asked again. */
  readonly ab: Flagged;
  readonly aa: Flagged;
  /** Places and cases that were let go. */
  readonly dropped: number;
  /** What differed, for people. */
  readonly classes: readonly string[];
}

interface Flagged {
  readonly compared: number;
  readonly flagged: number;
}

/** Lets viewers look while minutes go by and all that a candidate hears is said in other words each time. */
export async function lookAtNoise(stage: Stage, served: Served, looks: number): Promise<Quiet> {
  await stage.serve(served);
  await sleep(LAST_LEGS_MS);
  const before = totalOf(await stage.figures());
  for (const { proxy, damage } of noiseOn(stage)) proxy.spoil(damage, 'always');
  for (let n = 0; n < looks; n += 1) {
    stage.tick();
    for (const look of [prices, authors, feed]) await look(stage, n);
  }
  await sleep(LAST_LEGS_MS);
  for (const { proxy } of noiseOn(stage)) proxy.spoil(null);
  const after = totalOf(await stage.figures());
  return {
    ab: less(after.ab, before.ab),
    aa: less(after.aa, before.aa),
    dropped: after.dropped - before.dropped,
    classes: after.classes,
  };
}

const noiseOn = ({ proxies }: Stage) =>
  Object.entries(noise()).map(([name, damage]) => ({ proxy: proxies[name as keyof typeof proxies], damage }));

function totalOf(rules: ParityFigures['rules']): Quiet {
  const places = Object.values(rules).flatMap(({ compared }) => Object.values(compared));
  const total = (side: 'ab' | 'aa'): Flagged => ({
    compared: places.reduce((sum, { [side]: { n } }) => sum + n, 0),
    flagged: places.reduce((sum, { [side]: { n, equal } }) => sum + n - equal, 0),
  });
  return {
    ab: total('ab'),
    aa: total('aa'),
    dropped: Object.values(rules)
      .flatMap(({ dropped }) => Object.values(dropped))
      .reduce((sum, count) => sum + count, 0),
    classes: places.flatMap(({ ab, aa }) => [JSON.stringify(ab.classes), JSON.stringify(aa.classes)]),
  };
}

const less = (one: Flagged, other: Flagged): Flagged => ({
  compared: one.compared - other.compared,
  flagged: one.flagged - other.flagged,
});
