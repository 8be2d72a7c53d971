import type { Bench } from './bench.js';

/** One part of the suite: what is asked of whom under which load, and what the figures have to be. */
export interface Scenario {
  /** `S1`: names it on the command line and its file of raw samples. */
  readonly id: string;
  readonly title: string;
  /** What is asked of whom under which load: a paragraph of the report, in Markdown. */
  readonly about: string;
  /** Whether the short form runs it, too. */
  readonly quick: boolean;
  /** Columns of its table. */
  readonly figures: readonly Figure[];
  readonly claims: readonly Claim[];
  /** Measures; everything it started through the bench is ended afterwards. Throws where an answer was wrong. */
  run(bench: Bench): Promise<Measured>;
}

/** A kind of number that is measured. */
export interface Figure {
  /** Names it in samples: `cpuMs`. */
  readonly key: string;
  /** Head of its column, with the unit: `CPU ms per answer`. */
  readonly title: string;
  /** Digits behind the point. */
  readonly digits: number;
}

/** What was measured once. */
export interface Sample {
  readonly contestant: string;
  /** Under which load, in words of a table: `saturation`, `delay 20 ms`. */
  readonly load: string;
  /** Samples of one round were taken close together and are compared with each other. */
  readonly round: number;
  /** By key of the figure. */
  readonly figures: Readonly<Record<string, number>>;
  /** What disturbed it, in words: then its round is not counted. Absent: nothing. */
  readonly disturbed?: readonly string[] | undefined;
}

/** Samples of one contestant under one load. */
export interface Side {
  readonly contestant: string;
  readonly load: string;
}

/** What a number has to be. `within` voids the run where the interval leaves 1 ± this: equal things measured apart. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number } | { readonly within: number };

/** A number that has to be reached. */
export interface Claim {
  /** `S1-vitrine-hand-written`: names its limit in `bench/limits.json`. */
  readonly id: string;
  /** What the number is: `Vitrine ÷ hand-written`. */
  readonly title: string;
  /** Key of the figure. */
  readonly figure: string;
  readonly of: Side;
  /** What it is divided by, round by round; null: the figure itself is the number. */
  readonly to: Side | null;
  readonly goal: Goal;
}

/** Who was measured, as the report names them. */
export interface Entrant {
  readonly name: string;
  readonly title: string;
  readonly configuration: string;
  /** How it was started: settings, program, flags. */
  readonly command: string;
}

/** What a scenario found. Tables, medians and intervals are made from it, and from nothing else. */
export interface Measured {
  readonly entrants: readonly Entrant[];
  readonly samples: readonly Sample[];
  /** Sentences that the report prints below the table. */
  readonly notes: readonly string[];
  /** Why nothing of it counts; empty: it counts. */
  readonly flaws: readonly string[];
}
