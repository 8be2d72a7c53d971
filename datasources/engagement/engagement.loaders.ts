import { batchGet } from '../batching/batch-get.js';
import type { ViewerContext } from '../chain/source.js';
import { assertSubject } from '../parsing/subject.js';
import {
  authorStatesEndpoint,
  STATES_LIMIT,
  videoStatesEndpoint,
  viewerProfileEndpoint,
} from './engagement.api.js';
import {
  parseAuthorState,
  parseProfile,
  parseVideoState,
  type ViewerProfile,
} from './engagement.contract.js';

/** The viewer's relation to videos. Ask only for viewers with an id. */
export const videoStates = batchGet({
  endpoint: videoStatesEndpoint,
  maxBatch: STATES_LIMIT,
  idField: 'videoId',
  parse: parseVideoState,
});

/** The viewer's relation to authors. Ask only for viewers with an id. */
export const authorStates = batchGet({
  endpoint: authorStatesEndpoint,
  maxBatch: STATES_LIMIT,
  idField: 'accountId',
  parse: parseAuthorState,
});

/**
 * Crowds and home region of the viewer of the context.
 * @throws UpstreamError with the class of what went wrong
 */
export async function viewerProfile(context: ViewerContext): Promise<ViewerProfile> {
  const answer = await context.call(viewerProfileEndpoint, {});
  assertSubject(viewerProfileEndpoint.id, answer, context);
  return parseProfile(answer);
}
