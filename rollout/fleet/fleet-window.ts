import { sumFigures, type RuleFigures } from './fleet-figures.js';
import type { Sample, Scrape } from './read-metrics.js';

/** Length of the rolling window. */
export const WINDOW_MS = 600_000;

/** What is known of one instance. */
export interface InstanceState {
  readonly instance: string;
  /** Whether it answered the last time it was asked. */
  readonly answered: boolean;
  /** Version of its rules when it last answered; null: it never did, or did not say. */
  readonly rulesVersion: number | null;
}

/** What the counters of one instance grew by between two answers. */
interface Stretch {
  readonly to: number;
  /** Version of the rules at its beginning. */
  readonly rulesVersion: number | null;
  readonly increases: readonly Sample[];
}

interface Instance {
  answered: boolean;
  last: { readonly at: number; readonly scrape: Scrape } | null;
  stretches: readonly Stretch[];
}

/** What the counters of several instances grew by in the last ten minutes, put together from successive scrapes. */
export class FleetWindow {
  private readonly instances = new Map<string, Instance>();

  /** Takes what an instance answered at `at`, in ms of a clock that only grows; null: it did not answer. */
  note(name: string, at: number, scrape: Scrape | null): void {
    const instance = this.instanceOf(name);
    instance.answered = scrape !== null;
    instance.stretches = instance.stretches.filter(({ to }) => to > at - WINDOW_MS);
    if (scrape === null) return;
    const { last } = instance;
    // After a longer silence nobody knows when it happened.
    if (last && at - last.at <= WINDOW_MS)
      instance.stretches = [
        ...instance.stretches,
        { to: at, rulesVersion: last.scrape.rulesVersion, increases: increasesOf(last.scrape, scrape) },
      ];
    instance.last = { at, scrape };
  }

  /**
   * What both arms of a rule did after `after`, on the clock of the scrapes, where the rules were of `version` or later: what
   * happened under an earlier share says nothing about this one.
   */
  figures(ruleId: string, version: number, after: number): RuleFigures {
    const stretches = [...this.instances.values()]
      .flatMap((instance) => instance.stretches)
      .filter((stretch) => stretch.to > after && (stretch.rulesVersion ?? -1) >= version);
    return sumFigures(
      ruleId,
      stretches.flatMap(({ increases }) => increases),
    );
  }

  /** All instances, in the order in which they were first asked. */
  states(): readonly InstanceState[] {
    return [...this.instances].map(([instance, { answered, last }]) => ({
      instance,
      answered,
      rulesVersion: last?.scrape.rulesVersion ?? null,
    }));
  }

  private instanceOf(name: string): Instance {
    const known = this.instances.get(name);
    if (known) return known;
    const fresh: Instance = { answered: false, last: null, stretches: [] };
    this.instances.set(name, fresh);
    return fresh;
  }
}

/** A counter that is smaller than before, or of a process that began anew, has counted from zero. */
function increasesOf(before: Scrape, after: Scrape): readonly Sample[] {
  const isNew = before.startedAt !== after.startedAt;
  return [...after.counters].map(([key, sample]) => {
    const former = isNew ? 0 : (before.counters.get(key)?.value ?? 0);
    return { ...sample, value: sample.value < former ? sample.value : sample.value - former };
  });
}
