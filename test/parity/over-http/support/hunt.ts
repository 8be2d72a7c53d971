import type { HttpDefect } from '../defect.js';
import { comparedAt, comparedOnce } from './compared.js';
import { PROXIED, type Stage } from './stage.js';

/** Most comparisons that a defect may take. */
export const MOST_COMPARISONS = 2_000;

/** What a hunt came to. */
export interface Hunted {
  /** Comparisons at the coordinate until the defect was in the report; null: it never was. */
  readonly comparisons: number | null;
  /** What differed before anything was spoilt. */
  readonly unprovoked: readonly string[];
  /** All that differed, with its classes. */
  readonly found: readonly string[];
}

/**
 * Lets viewers look at a gateway whose candidate has a defect, until its report shows it. Of so many comparisons, one begins with an
 * answer that is spoilt, as soon as there is one in which the defect shows.
 */
export async function hunt(stage: Stage, defect: HttpDefect, every: number): Promise<Hunted> {
  const { scene, damages } = defect;
  await stage.serve(scene.served);
  const before = await comparedAt(stage, scene);
  let [comparisons, due] = [0, every / 2];
  let unprovoked: readonly string[] = [];
  let found: readonly string[] = [];
  let isFound = false;
  for (let look = 0; !isFound && comparisons < MOST_COMPARISONS; look += 1) {
    if (comparisons >= due) {
      due += every;
      for (const name of PROXIED) stage.proxies[name].spoil(damages[name] ?? null);
    }
    const places = await scene.look(stage, look);
    const now = await comparedOnce(stage, scene, before.done + comparisons + places);
    comparisons = now.done - before.done;
    found = [...now.classes].flatMap(([name, count]) =>
      count > (before.classes.get(name) ?? 0) ? name : [],
    );
    if (due === every / 2) unprovoked = found;
    isFound = found.includes(`${defect.at} ${defect.class}`);
  }
  for (const name of PROXIED) stage.proxies[name].spoil(null);
  return { comparisons: isFound ? comparisons : null, unprovoked, found };
}
