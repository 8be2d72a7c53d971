import type { Command } from '../measure/processes.js';
import type { Vitals } from '../measure/prometheus.js';

/** Somebody who answers the question of a scenario: a server with one configuration. */
export interface Contestant {
  /** Names it in samples and claims: `vitrine`, `mercurius-jit`. */
  readonly name: string;
  /** Names it in tables. */
  readonly title: string;
  /** How it is configured, in words of a table: `as documented`, `JIT, entity cache off`. */
  readonly configuration: string;
  /** How to start it in front of an upstream, whose origin is given. */
  command(upstream: string): Command | Promise<Command>;
  /** Why it cannot run here; null: it can. Absent: it always can. */
  missing?(): string | null;
  /** Shows that what the configuration names is at work. */
  readonly proof?: Proof;
  /** Reads its vitals from the server at this origin, where that costs nothing. */
  vitals?(url: string): Promise<Vitals>;
}

/** A counter of a contestant that answers raise. */
export interface Proof {
  /** What is counted: `compiled executions`. */
  readonly title: string;
  /** Reads it from the server at this origin. */
  read(url: string): Promise<number>;
  /** Each answer raises it by this much or more; below, the run has no result. */
  readonly leastPerAnswer: number;
}
