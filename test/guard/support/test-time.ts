import type { TimeAndChance } from '../../../datasources/guard/time-and-chance.js';

/** A clock that a test moves, in ms, and chance that it decides. */
export class TestTime implements TimeAndChance {
  ms = 1_000_000;
  chance = 0.5;

  readonly monotonicNow = (): number => this.ms;
  readonly random = (): number => this.chance;

  /** Lets time pass. */
  pass(ms: number): void {
    this.ms += ms;
  }

  /** A pause that takes test time only. */
  readonly pause = (ms: number): Promise<void> => {
    this.pass(ms);
    return Promise.resolve();
  };
}
