import type { ViewerContext } from '../chain/source.js';
import { UpstreamError } from '../http/upstream-error.js';
import { assertSubject } from '../parsing/subject.js';
import { recommendationsEndpoint } from './algorithm.api.js';
import { parseRecommendations, type RecommendRequest, type Recommendations } from './algorithm.contract.js';

/**
 * One page of recommendations for the viewer of the context.
 * @throws UpstreamError with the class of what went wrong
 */
export async function recommend(request: RecommendRequest, context: ViewerContext): Promise<Recommendations> {
  try {
    const answer = await context.call(recommendationsEndpoint, { body: request });
    assertSubject(recommendationsEndpoint.id, answer, context.viewer);
    return parseRecommendations(answer, context.report);
  } catch (error) {
    if (error instanceof UpstreamError) context.report(error.cls === 'TOO_LARGE' ? 'RC_SIZE' : 'RC_FAILED');
    throw error;
  }
}
