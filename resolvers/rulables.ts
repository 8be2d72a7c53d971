import type { Rulable } from '../rollout/rules/rule.types.js';
import type { Arms } from '../datasources/chain/arms.js';
import { feedArms } from './feed/feed.chains.js';
import { offerArms } from './product.chains.js';
import { videoAuthorArms, videoViewerArms } from './video.chains.js';

/** All arms that are declared; a test compares them with the tables of the chains. */
export const ARMS: readonly Arms[] = [feedArms, offerArms, videoAuthorArms, videoViewerArms];

const BY_COORDINATE = new Map(ARMS.flatMap((arms) => arms.armed.map((coordinate) => [coordinate, arms])));

/** The arms of a coordinate; undefined when no rule may move it. */
export const armsFor = (coordinate: string): Arms | undefined => BY_COORDINATE.get(coordinate);

/** The same as rules are checked against. */
export const RULABLES: readonly Rulable[] = ARMS.map(({ armed, starts, compared }) => ({
  coordinates: armed,
  paths: Object.keys(starts),
  compared,
}));
