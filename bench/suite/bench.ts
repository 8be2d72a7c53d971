import type { Contestant } from '../contestants/contestant.js';
import type { Command, Running } from '../measure/processes.js';
import type { StandIn } from '../measure/stand-in.js';
import type { Entrant } from './scenario.js';

/** How long and how often is measured. */
export interface Amounts {
  /** The short form: the two contestants of a ratio alone, a little of everything. */
  readonly quick: boolean;
  /** Rounds of a comparison. */
  readonly rounds: number;
  /** Seconds that each contestant is measured in each round. */
  readonly seconds: number;
  /** Seconds of load before the first round, for each contestant. */
  readonly warmUpSeconds: number;
}

/** A contestant that runs. */
export interface Server extends Running {
  readonly contestant: Contestant;
  /** As the report names it. */
  readonly entrant: Entrant;
}

/** What a scenario gets from the suite. */
export interface Bench {
  readonly amounts: Amounts;
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal;
  /** Index of the next request: no request is sent twice in a run. */
  readonly sequence: { next: number };
  /** Starts a process on a core, by default that of the server under test. It ends with the scenario. */
  start(command: Command, core?: number): Promise<Running>;
  /** Starts contestants in front of an upstream; those that cannot run here are left out, and it is said why. */
  line(contestants: readonly Contestant[], upstream: string): Promise<readonly Server[]>;
  /** The stand-in for all upstreams, on the core of the load; started on first use. */
  standIn(): Promise<StandIn>;
  /** Prints a line of progress. */
  say(line: string): void;
}
