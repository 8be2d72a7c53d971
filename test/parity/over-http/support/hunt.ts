import type { HttpDefect } from '../defect.js';
import { comparedAt, comparedOnce, type Compared } from './compared.js';
import { PROXIED, type Stage } from './stage.js';

/** Most comparisons that a defect may take. */
export const MOST_COMPARISONS = 2_000;

/** What a hunt came to. */
export interface Hunted {
  /** Comparisons at the coordinate until the defect was in the report; null: it never was. */
  readonly comparisons: number | null;
  /** What differed before anything was spoilt. A busy machine makes legs late: that one failed is left out. */
  readonly unprovoked: readonly string[];
  /** All that differed from then on, with its classes. */
  readonly found: readonly string[];
}

/**
 * Lets viewers look at a gateway whose candidate has a defect, until its report shows it. Of so many comparisons, one begins with an
 * answer that is spoilt, as soon as there is one in which the defect shows.
 */
export async function hunt(stage: Stage, defect: HttpDefect, every: number): Promise<Hunted> {
  const { scene, damages } = defect;
  await stage.serve(scene.served);
  const start = await comparedAt(stage, scene);
  let [sound, now, due] = [start, start, every / 2];
  let [isSpoilt, isFound] = [false, false];
  const comparisons = (): number => now.done - start.done;
  for (let look = 0; !isFound && comparisons() < MOST_COMPARISONS; look += 1) {
    if (!isSpoilt) sound = now;
    if (comparisons() >= due) {
      for (const name of PROXIED) stage.proxies[name].spoil(damages[name] ?? null);
      due += every;
      isSpoilt = true;
    }
    const places = await scene.look(stage, look);
    now = await comparedOnce(stage, scene, now.done + places);
    isFound = isSpoilt && more(now, sound).includes(`${defect.at} ${defect.class}`);
  }
  for (const name of PROXIED) stage.proxies[name].spoil(null);
  const unprovoked = more(sound, start).filter((name) => !name.endsWith(' candidate-failed'));
  return { comparisons: isFound ? comparisons() : null, unprovoked, found: more(now, sound) };
}

const more = (one: Compared, other: Compared): readonly string[] =>
  [...one.classes].flatMap(([name, count]) => (count > (other.classes.get(name) ?? 0) ? name : []));
