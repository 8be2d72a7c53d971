import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../bench/statistics/random.js';
import { Fuses } from '../../rollout/guardrails/fuses.js';

const RULE = 'feed-primary';
const OK = { kind: 'ok' } as const;
const BAD = { kind: 'error' } as const;
/** 100 requests a second. */
const STEP_MS = 10;

/** Traffic in simulated time, half of it on each arm by chance. */
class Simulation {
  private now = 0;
  private readonly random: () => number;
  readonly fuses: Fuses;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.now = this.random() * 1_000;
    this.fuses = new Fuses({ now: () => this.now, random: this.random });
  }

  /** Lets time pass with these shares of failures; ends early when the fuse trips, if asked. Returns the time that passed, in ms. */
  run(ms: number, control: number, treatment: number, untilTripped = false): number {
    let passed = 0;
    while (passed < ms) {
      passed += STEP_MS;
      this.now += STEP_MS;
      const isControl = this.random() < 0.5 || this.fuses.isTripped(RULE);
      const isBad = this.random() < (isControl ? control : treatment);
      this.fuses.note(RULE, isControl ? 'control' : 'treatment', isBad ? BAD : OK);
      if (untilTripped && this.fuses.isTripped(RULE)) break;
    }
    return passed;
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a fuse, at 100 requests a second', () => {
  it('takes a treatment that always fails off within 10 s', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const simulation = new Simulation(seed);
      simulation.run(MINUTE_MS, 0.01, 0.01);
      assert.ok(simulation.run(MINUTE_MS, 0.01, 1, true) <= 10_000);
    }
  });

  it('takes a treatment that fails at 10 % beside control at 1 % off within 20 s in 99 of 100 runs', () => {
    const late = Array.from({ length: 100 }, (_, seed) => {
      const simulation = new Simulation(seed);
      simulation.run(MINUTE_MS, 0.01, 0.01);
      return simulation.run(MINUTE_MS, 0.01, 0.1, true);
    }).filter((ms) => ms > 20_000);
    assert.ok(late.length <= 1, `late: ${late.join(', ')} ms`);
  });

  for (const share of [0.005, 0.02, 0.2])
    it(`trips once in 40 hours at most while both arms fail at ${share * 100} %`, () => {
      const simulation = new Simulation(1);
      simulation.run(40 * HOUR_MS, share, share);
      const trips = simulation.fuses.trips().filter(({ action }) => action !== 'close');
      assert.ok(trips.length <= 1, trips.map(({ why }) => why).join('\n'));
    });

  it('stays closed in an outage that both arms share', () => {
    const simulation = new Simulation(2);
    simulation.run(MINUTE_MS, 0.005, 0.005);
    simulation.run(10 * MINUTE_MS, 0.97, 0.97);
    simulation.run(MINUTE_MS, 0.005, 0.005);
    assert.equal(simulation.fuses.trips().length, 0);
  });
});
