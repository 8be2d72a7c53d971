import type { Rulable, Rule } from '../rules/rule.types.js';

/** A rule as it stands at one moment. */
export interface RuleInForce {
  readonly rule: Rule;
  /** Somebody has stopped it. */
  readonly isKilled: boolean;
  /** This instance has seen its treatment fail. */
  readonly isFused: boolean;
  readonly allowedViewers: ReadonlySet<string>;
  readonly deniedViewers: ReadonlySet<string>;
}

/** Everything that decides arms at one moment. Immutable: rules, kills and fuses change it by replacing it whole. */
export interface Ruling {
  /** Another number for every ruling of this process: part of each key under which requests share an answer. */
  readonly generation: number;
  /** Version of the rules; null while none were read. */
  readonly version: number | null;
  readonly rules: readonly RuleInForce[];
}

/** No rollout is in progress: every coordinate follows its chain. */
export const NO_RULING: Ruling = Object.freeze({ generation: 0, version: null, rules: [] });

/** What stops rules at one moment. */
export interface Stops {
  readonly isKilled: (ruleId: string) => boolean;
  readonly isFused: (ruleId: string) => boolean;
}

/** Rules as they stand now. */
export const inForce = (rules: readonly Rule[], { isKilled, isFused }: Stops): readonly RuleInForce[] =>
  rules.map((rule) => ({
    rule,
    isKilled: isKilled(rule.id),
    isFused: isFused(rule.id),
    allowedViewers: new Set(rule.allow.viewers),
    deniedViewers: new Set(rule.deny.viewers),
  }));

/**
 * Control for every declared group of coordinates: what holds while rules are wanted and none were ever read. The first path of
 * a declaration is its control. Their ids are none that a file of rules or a kill list could have.
 */
export const allOnControl = (rulables: readonly Rulable[]): readonly Rule[] =>
  rulables.map(({ coordinates, paths: [control = '', treatment = ''] }) => ({
    id: `unread:${coordinates[0] ?? ''}`,
    coordinates,
    control,
    treatment,
    state: 'draft',
    unit: ['viewer', 'device'],
    salt: '',
    bp: 0,
    holdbackBp: 0,
    allow: { viewers: [], crowds: [] },
    deny: { viewers: [], scenes: [] },
    constraints: { regions: [], platforms: [], minAppVersion: null },
    guardrails: { ratePoints: 0, latencyRatio: 1, latencyFloorMs: 0, callsRatio: 1 },
    shadow: { mode: 'off', sampleBp: 0, maxRps: 0, maxConcurrent: 0, aaBp: 0, ranked: 'different' },
    correlateWith: null,
    owner: '',
    expires: '',
    force: null,
  }));
