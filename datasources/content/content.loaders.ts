import { batchGet } from '../batching/batch-get.js';
import { VIDEOS_LIMIT, videosEndpoint } from './content.api.js';
import { parseVideo } from './video.contract.js';

/** Videos by id. */
export const videos = batchGet({
  endpoint: videosEndpoint,
  maxBatch: VIDEOS_LIMIT,
  idField: 'videoId',
  parse: parseVideo,
});
