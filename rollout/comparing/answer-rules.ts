import type { ComparingRules, FieldRule } from './comparing-rules.js';

const OF_A_VIEWER: FieldRule = { kind: 'private' };

/** What holds of every whole answer, beside `USUAL_RULES`: what no two answers can agree on, and what no report may show. */
export const ANSWER_RULES: ComparingRules = {
  'FeedConnection.pageInfo.startCursor': { leaveOut: 'sealed with the moment it was made' },
  'VideoViewerState.liked': OF_A_VIEWER,
  'VideoViewerState.favorited': OF_A_VIEWER,
  'AuthorViewerState.following': OF_A_VIEWER,
};

const PLACE: FieldRule = { leaveOut: 'says where and why an item stands, in which two rankings differ' };
const DRESS: FieldRule = { leaveOut: 'comes with the place: from a creative of a slot, or from who ranked' };
const MAKER: FieldRule = { leaveOut: 'says who made the page' };

/**
 * The same where a rule moves a ranked list: the field probe measures its pages as rankings, so that whole answers are compared in
 * what the items hold that both of them have.
 */
export const rankedAnswerRules = (ranked: 'same' | 'different'): ComparingRules => ({
  'FeedConnection.edges': { ranked },
  'FeedConnection.nodes': { ranked },
  'FeedConnection.pageInfo.hasNextPage': { leaveOut: 'two rankings end at different places' },
  'FeedEdge.position': PLACE,
  'FeedEdge.source': PLACE,
  'FeedEdge.slot': PLACE,
  'FeedEdge.tracking': PLACE,
  'VideoProductEdge.tracking': PLACE,
  'VideoCard.titleOverride': DRESS,
  'VideoCard.coverOverride': DRESS,
  'VideoCard.recommendReason': DRESS,
  'VideoCard.badge': DRESS,
  'LiveCard.badge': DRESS,
  'FeedSession.buckets': MAKER,
  'ServingInfo.tier': MAKER,
  'ServingInfo.snapshotGeneratedAt': MAKER,
});
