import type { Side } from '../../rollout/rules/rule.types.js';
import type { RequestContext } from '../context.js';
import type { LegWish } from './run-leg.js';

/** Something of either arm of a rule. */
export type ByArm<T> = Readonly<Record<Side, T>>;

/** What was served and what another leg gave, by arm; `served`: the arm that the viewer got. */
export const byArm = <T>(served: Side, own: T, other: T): ByArm<T> =>
  served === 'control' ? { control: own, treatment: other } : { control: other, treatment: own };

/** The arm of a rule that answered a request; where that is asked once more for noise, it is what the other one is compared with. */
export const ownSide = ({ arms }: RequestContext, { ruleId, isNoise }: LegWish): Side =>
  (isNoise ? null : arms.all().find(({ rule }) => rule.id === ruleId)?.side) ?? 'control';
