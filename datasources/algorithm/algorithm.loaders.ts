import type { ViewerContext } from '../chain/source.js';
import { assertSubject } from '../parsing/subject.js';
import { recommendationsEndpoint } from './algorithm.api.js';
import { parseRecommendations, type RecommendRequest, type Recommendations } from './algorithm.contract.js';

/**
 * One page of recommendations for the viewer of the context.
 * @throws UpstreamError with the class of what went wrong
 */
export async function recommend(request: RecommendRequest, context: ViewerContext): Promise<Recommendations> {
  const answer = await context.call(recommendationsEndpoint, { body: request });
  assertSubject(recommendationsEndpoint.id, answer, context);
  return parseRecommendations(answer, context.report);
}
