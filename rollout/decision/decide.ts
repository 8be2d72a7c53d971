import { bucketOf, isTreated } from '../bucketing/bucket.js';
import type { Rule, Side, UnitKind } from '../rules/rule.types.js';
import type { RuleInForce } from './ruling.js';

/** What decided, in order of precedence. */
export type DecisionReason =
  | 'KILL' // somebody stopped the rule
  | 'FUSE' // its treatment failed on this instance
  | 'STATE' // draft or retired
  | 'DENY'
  | 'CURSOR' // the page before was of this arm
  | 'OVERRIDE' // a signed header asks for it
  | 'ALLOW'
  | 'CONSTRAINT' // region, platform or version is not among those wanted
  | 'PERCENT'
  | 'NO_UNIT'; // nobody to be told from others

/** One rule for one request, settled once. */
export interface Decision {
  readonly rule: Rule;
  readonly side: Side;
  /** Name of the declared path. */
  readonly path: string;
  readonly reason: DecisionReason;
  /** Whether only a kill or a fuse keeps it from treatment: such requests reach LEGACY inside its cap. */
  readonly isMoved: boolean;
}

/** Who asks, and by what. */
export interface Caller {
  /** As received; null where the trusted edge named none. */
  readonly viewerId: string | null;
  readonly deviceId: string | null;
  /** In lower case. */
  readonly platform: string;
  /** Whether the app is of a version or newer; false where its version is not known. */
  readonly isAtLeast: (version: string) => boolean;
  /** As the trusted edge says. */
  readonly crowds: readonly string[];
  /** Paths that a signed header asks for, by rule. */
  readonly overrides: ReadonlyMap<string, string>;
}

/** An arm that a page of the session was of. */
export interface CarriedArm {
  readonly rule: string;
  readonly salt: string;
  readonly path: string;
}

/** What a request says of its place, beyond who asks. */
export interface Whereabouts {
  readonly sceneId: string | null;
  /** ISO 3166-2 as the client sent it. */
  readonly region: string | null;
  /** Of a valid cursor. */
  readonly carried: readonly CarriedArm[];
  /** How old that cursor is, in ms. */
  readonly carriedAgeMs: number;
}

/** A request that says nothing of its place. */
export const NOWHERE: Whereabouts = { sceneId: null, region: null, carried: [], carriedAgeMs: 0 };

/** For so long (ms) a session keeps the arm of its last page. */
const CARRIED_MS = 30 * 60_000;

/** Which path a rule gives a request. */
export function decide(inForce: RuleInForce, caller: Caller, where: Whereabouts): Decision {
  const { rule, isKilled, isFused } = inForce;
  const usual = usually(inForce, caller, where);
  if (!isKilled && !isFused) return decision(rule, ...usual);
  const isMoved = usual[0] === 'treatment';
  return { ...decision(rule, 'control', isKilled ? 'KILL' : 'FUSE'), isMoved };
}

type Settled = readonly [side: Side, reason: DecisionReason];

/** The same while nothing stops the rule. First match wins. */
function usually({ rule, ...lists }: RuleInForce, caller: Caller, where: Whereabouts): Settled {
  if (rule.state === 'draft') return ['control', 'STATE'];
  if (rule.state === 'retired') return ['treatment', 'STATE'];
  if (isIn(lists.deniedViewers, caller.viewerId) || isIn(rule.deny.scenes, where.sceneId))
    return ['control', 'DENY'];
  const carried = sideOf(rule, carriedPath(rule, where));
  if (carried === 'control' || (carried && rule.bp > 0)) return [carried, 'CURSOR'];
  const asked = sideOf(rule, caller.overrides.get(rule.id));
  if (asked) return [asked, 'OVERRIDE'];
  if (
    isIn(lists.allowedViewers, caller.viewerId) ||
    caller.crowds.some((one) => isIn(rule.allow.crowds, one))
  )
    return ['treatment', 'ALLOW'];
  if (!meets(rule, caller, where)) return ['control', 'CONSTRAINT'];
  return byPercentage(rule, caller);
}

const decision = (rule: Rule, side: Side, reason: DecisionReason): Decision => ({
  rule,
  side,
  path: rule[side],
  reason,
  isMoved: false,
});

function isIn(list: ReadonlySet<string> | readonly string[], one: string | null): boolean {
  if (one === null) return false;
  return list instanceof Set ? list.has(one) : (list as readonly string[]).includes(one);
}

const sideOf = ({ control, treatment }: Rule, path: string | undefined): Side | undefined =>
  path === treatment ? 'treatment' : path === control ? 'control' : undefined;

function carriedPath({ id, salt }: Rule, { carried, carriedAgeMs }: Whereabouts): string | undefined {
  if (carriedAgeMs > CARRIED_MS) return undefined;
  return carried.find((arm) => arm.rule === id && arm.salt === salt)?.path;
}

function meets({ constraints }: Rule, { platform, isAtLeast }: Caller, { region }: Whereabouts): boolean {
  const { regions, platforms, minAppVersion } = constraints;
  if (platforms.length > 0 && !platforms.includes(platform)) return false;
  if (minAppVersion !== null && !isAtLeast(minAppVersion)) return false;
  return regions.length === 0 || regions.some((one) => region === one || region?.startsWith(`${one}-`));
}

function byPercentage({ unit, salt, bp, holdbackBp }: Rule, caller: Caller): Settled {
  for (const kind of unit) {
    const id = unitId(kind, caller);
    if (id !== null) {
      const isIncluded = isTreated(bucketOf(salt, kind, id), bp, holdbackBp);
      return [isIncluded ? 'treatment' : 'control', 'PERCENT'];
    }
  }
  return [bp >= EVERYBODY ? 'treatment' : 'control', 'NO_UNIT'];
}

const EVERYBODY = 10_000;

const unitId = (kind: UnitKind, { viewerId, deviceId }: Caller): string | null =>
  kind === 'viewer' ? viewerId : deviceId;

/** Whether everybody else would be given the same: such an answer may be kept for others. */
export function isForEverybody({ rule, reason }: Decision): boolean {
  if (reason === 'KILL' || reason === 'FUSE' || reason === 'STATE') return true;
  if (reason !== 'PERCENT' && reason !== 'NO_UNIT') return false;
  const { allow, deny, constraints, bp, holdbackBp } = rule;
  const lists = [allow.viewers, allow.crowds, deny.viewers, deny.scenes];
  const isConstrained = [constraints.regions, constraints.platforms].some(({ length }) => length > 0);
  if (lists.some(({ length }) => length > 0) || isConstrained || constraints.minAppVersion !== null)
    return false;
  return bp === 0 || (bp >= EVERYBODY && holdbackBp === 0);
}
