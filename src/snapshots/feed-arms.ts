import { feedArms } from '../../resolvers/feed/feed.chains.js';
import { decide, NOWHERE, type Caller } from '../../rollout/decision/decide.js';
import type { RuleInForce, Ruling } from '../../rollout/decision/ruling.js';
import { signHeader, type HeaderKey } from '../../rollout/decision/signed-header.js';
import type { Shelf } from './pointer-store.js';

/** What becomes of an arm: `usual`: nobody in particular is on it; `served`: others are; `stopped`: nobody is to be. */
export type ArmStanding = 'usual' | 'served' | 'stopped';

/** One arm of the feed, whose newest list is kept for itself. */
export interface FeedArm {
  /** The tier that makes its lists. */
  readonly tier: 'PRIMARY' | 'LEGACY';
  /** By them the feed is asked for it, for a while. */
  readonly headers: Readonly<Record<string, string>>;
  /** At this moment: rules, kills and fuses change while a list is made. */
  readonly standing: () => ArmStanding;
}

/** The arms of a scene's feed; null: no rule moves it. */
export type ArmsOfFeed = (shelf: Shelf) => readonly FeedArm[] | null;

/** What a process knows of its arms. */
export interface ArmsOfFeedOptions {
  readonly ruling: () => Ruling;
  /** Signs what asks for an arm. */
  readonly key: HeaderKey;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Longer than the making of any list, in s. */
const GOOD_FOR_S = 600;

/** The arms of the rule that is in force. */
export const armsOfFeed =
  ({ ruling, key, now }: ArmsOfFeedOptions): ArmsOfFeed =>
  (shelf) => {
    const rule = ruleOfFeed(ruling())?.rule;
    if (!rule) return null;
    const exp = Math.floor(now() / 1_000) + GOOD_FOR_S;
    return [rule.control, rule.treatment].map((path) => ({
      tier: feedArms.starts[path] === 'secondary' ? 'LEGACY' : 'PRIMARY',
      headers: { 'x-vitrine-arm': signHeader(`${rule.id}=${path}`, exp, key) },
      standing: () => {
        const inForce = ruleOfFeed(ruling());
        return inForce?.rule.id === rule.id ? standingOf(path, inForce, shelf) : 'stopped';
      },
    }));
  };

const ruleOfFeed = ({ rules }: Ruling): RuleInForce | undefined =>
  rules.find(({ rule }) => feedArms.armed.some((coordinate) => rule.coordinates.includes(coordinate)));

/** Decided as for a request: what a wish for the arm comes to, and what comes of no wish. */
function standingOf(path: string, inForce: RuleInForce, shelf: Shelf): ArmStanding {
  const pathFor = (wishes: Caller['overrides']): string =>
    decide(inForce, nobody(shelf, wishes), { ...NOWHERE, sceneId: shelf.sceneId }).path;
  if (pathFor(new Map()) === path) return 'usual';
  return pathFor(new Map([[inForce.rule.id, path]])) === path ? 'served' : 'stopped';
}

/** Who a published list is for: the kind of app is all that is known. */
const nobody = ({ variant }: Shelf, overrides: Caller['overrides']): Caller => ({
  viewerId: null,
  deviceId: null,
  platform: variant,
  isAtLeast: () => false,
  crowds: [],
  overrides,
});
