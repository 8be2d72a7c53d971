/** The two paths of a rule: where values come from today, and where they shall come from. */
export type Side = 'control' | 'treatment';

/** What a viewer is told from others by. */
export type UnitKind = 'viewer' | 'device';

/** draft: everybody on control; running: by percentage; retired: everybody on treatment. */
export type RuleState = 'draft' | 'running' | 'retired';

/** off: nothing is compared; shadow: treatment beside what control served; reverse: control beside what treatment served. */
export type ShadowMode = 'off' | 'shadow' | 'reverse';

/** Hundredths of a percent, 0 to 10,000. */
export type BasisPoints = number;

/** How far treatment may be from control, in the same interval. */
export interface Guardrails {
  /** Percentage points by which errors, timeouts, unusable or empty answers and fallbacks may be more frequent. */
  readonly ratePoints: number;
  /** How many times as slow treatment may be; it counts only beyond `latencyFloorMs` of difference. */
  readonly latencyRatio: number;
  readonly latencyFloorMs: number;
  /** How many times as many upstream calls a request may cost. */
  readonly callsRatio: number;
}

/** What is compared beside answers, and how much of it. */
export interface ShadowSettings {
  readonly mode: ShadowMode;
  /** Share of requests. */
  readonly sampleBp: BasisPoints;
  /** Bounds of one instance. */
  readonly maxRps: number;
  readonly maxConcurrent: number;
  /** Share of the cases in which control runs twice, to know the noise. */
  readonly aaBp: BasisPoints;
  /** Lists: one ranking written twice, which has to agree, or another ranking, which is only measured. */
  readonly ranked: 'same' | 'different';
}

/** Moves coordinates of the schema from one path to another. Immutable. */
export interface Rule {
  /** `[a-z0-9-]{1,40}`, never used again for another rule. */
  readonly id: string;
  /** All of one declared group; see Rulable. */
  readonly coordinates: readonly string[];
  /** Names of declared paths. */
  readonly control: string;
  readonly treatment: string;
  readonly state: RuleState;
  /** The first one that a request has decides. */
  readonly unit: readonly UnitKind[];
  /** Fixed for the life of the rule. */
  readonly salt: string;
  readonly bp: BasisPoints;
  /** The last buckets, which stay on control whatever `bp` says. */
  readonly holdbackBp: BasisPoints;
  readonly allow: { readonly viewers: readonly string[]; readonly crowds: readonly string[] };
  readonly deny: { readonly viewers: readonly string[]; readonly scenes: readonly string[] };
  readonly constraints: {
    /** ISO 3166-2 or a country of it; empty: all. */
    readonly regions: readonly string[];
    /** In lower case, as clients name themselves; empty: all. */
    readonly platforms: readonly string[];
    /** Dotted numbers; null: any. */
    readonly minAppVersion: string | null;
  };
  readonly guardrails: Guardrails;
  readonly shadow: ShadowSettings;
  /** Id of the rule with whose salt this one agrees on purpose; null: its salt is its own. */
  readonly correlateWith: string | null;
  /** A team. */
  readonly owner: string;
  /** `2027-09-30`: checks fail after it; traffic never moves by the calendar. */
  readonly expires: string;
  /** Why this version takes more than one step, or takes it early; null: it does not. */
  readonly force: { readonly reason: string } | null;
}

/** One published file of rules. Immutable. */
export interface RuleSet {
  /** Grows with every publication, also when going back. */
  readonly version: number;
  readonly rules: readonly Rule[];
}

/** Coordinates that rules may move, as declared beside their chains. */
export interface Rulable {
  /** They agree with each other, so a rule moves all of them. */
  readonly coordinates: readonly string[];
  /** Names of the declared paths. */
  readonly paths: readonly string[];
  /** How the two paths are compared; `nothing`: there is nothing to compare with. */
  readonly compared: 'ranked list' | 'exact' | 'nothing';
}
