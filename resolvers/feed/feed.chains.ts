import { recommendationsEndpoint } from '../../datasources/algorithm/algorithm.api.js';
import { placed, tieredList } from '../../datasources/chain/list-declarations.js';
import { videosEndpoint } from '../../datasources/content/content.api.js';
import { viewerProfileEndpoint } from '../../datasources/engagement/engagement.api.js';
import { exposuresEndpoint } from '../../datasources/exposure/exposure.api.js';
import { legacyFeedEndpoint } from '../../datasources/legacy/legacy.api.js';
import { roomRecord } from '../live-room.chains.js';
import { videoRecord } from '../video.chains.js';

/** Which list a viewer is shown. The fields below its cards have chains of their own, whatever tier made the list. */
export const feedList = tieredList('Query.feed', [
  {
    name: 'PRIMARY',
    asks: [recommendationsEndpoint, exposuresEndpoint, viewerProfileEndpoint, videosEndpoint],
    failsWhen:
      'ALGORITHM or CONTENT fails, more than half of the cards are lost, page one is too short, or its half of the time is gone',
    differsBy: '',
  },
  {
    name: 'LEGACY',
    asks: [legacyFeedEndpoint],
    failsWhen: 'it fails in any way, its cap is reached, the page is too short, or its time is gone',
    differsBy: 'no trace of the algorithm',
  },
  {
    name: 'CDN_SNAPSHOT',
    asks: [],
    failsWhen: 'none was read, or the one that was is older than a day',
    differsBy: 'a list for everybody, no live cards',
  },
  {
    name: 'BUILT_IN',
    asks: [],
    failsWhen: 'never',
    differsBy: 'one list for all scenes, packaged with the build',
  },
]);

/** A video that cannot be had leaves its place to others. */
export const cardVideo = placed('VideoCard.video', videoRecord);

/** A room that cannot be had leaves its place to others. */
export const cardRoom = placed('LiveCard.room', roomRecord);
