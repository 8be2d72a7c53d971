import type { ComparingRules } from './comparing-rules.js';

const OF_ONE_ANSWER = 'made anew for each answer';
const FOLLOWS_AGE = 'follows the age of the record, which differs between sources';
/** Sources stamp records when they read them, and PRICING up to a minute before; a wrong time zone is off by more. */
const STAMP: ComparingRules[string] = { tolerance: '65000' };

/** What no two answers can agree on, although both are right. Whatever else differs is a difference. */
export const USUAL_RULES: ComparingRules = {
  'ProductPricing.asOf': STAMP,
  'ProductPricing.stale': { leaveOut: FOLLOWS_AGE },
  'Availability.asOf': STAMP,
  'VideoStats.asOf': { tolerance: '605000' },
  'TrackInfo.pvid': { leaveOut: OF_ONE_ANSWER },
  'TrackInfo.algoTrace': { leaveOut: OF_ONE_ANSWER },
  'ServingInfo.traceId': { leaveOut: OF_ONE_ANSWER },
  'FeedSession.id': { leaveOut: OF_ONE_ANSWER },
  'FeedSession.startedAt': { leaveOut: OF_ONE_ANSWER },
  'FeedEdge.cursor': { leaveOut: 'sealed with the moment it was made' },
  'PageInfo.endCursor': { leaveOut: 'sealed with the moment it was made' },
};
