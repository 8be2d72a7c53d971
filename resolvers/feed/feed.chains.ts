import { recommendationsEndpoint } from '../../datasources/algorithm/algorithm.api.js';
import { listArms } from '../../datasources/chain/arms.js';
import { placed, tieredList } from '../../datasources/chain/list-declarations.js';
import { videosEndpoint } from '../../datasources/content/content.api.js';
import { viewerProfileEndpoint } from '../../datasources/engagement/engagement.api.js';
import { exposuresEndpoint } from '../../datasources/exposure/exposure.api.js';
import { legacyFeedEndpoint } from '../../datasources/legacy/legacy.api.js';
import { EMERGENCY_EVERY_MS, PUBLISHED_EVERY_MS } from '../../datasources/slots/slots.store.js';
import { roomRecord } from '../live-room.chains.js';
import { videoRecord } from '../video.chains.js';

/** Which list a viewer is shown. The fields below its cards have chains of their own, whatever tier made the list. */
export const feedList = tieredList('Query.feed', {
  tiers: [
    {
      name: 'PRIMARY',
      asks: [recommendationsEndpoint, videosEndpoint],
      failsWhen:
        'one of them fails, most videos are lost, page one is shorter than its scene allows, or half of the time is gone',
      differsBy: '',
    },
    {
      name: 'LEGACY',
      asks: [legacyFeedEndpoint],
      failsWhen:
        'it fails in any way, its cap is reached, its page is too short, or its share of the time is gone',
      differsBy: 'ranked by the former service, without a trace of the algorithm',
    },
    {
      name: 'CDN_SNAPSHOT',
      asks: [],
      failsWhen: 'none was read for the scene, or the one that was is older than a day',
      differsBy: 'one list for everybody (`personalized: false`), without live cards',
    },
    {
      name: 'BUILT_IN',
      asks: [],
      failsWhen: 'never',
      differsBy: 'one list for all scenes, packaged with the build',
    },
  ],
  inputs: [
    {
      name: 'slot plan of the scene',
      from: { upstream: 'SLOTS', everyMs: PUBLISHED_EVERY_MS },
      without:
        'the last good one; one that was not read for a minute is a row of `Query.feed`; none at all: no slots',
    },
    {
      name: 'emergency list',
      from: { upstream: 'SLOTS', everyMs: EMERGENCY_EVERY_MS },
      without:
        'the last good one; it takes off contents, products, authors and shops after every hop and tier',
    },
    {
      name: 'what the viewer has seen',
      from: exposuresEndpoint,
      without: 'nothing counts as seen and nothing as shown too often; a row of `Query.feed`',
    },
    {
      name: 'crowds and home region of the viewer',
      from: viewerProfileEndpoint,
      without: 'crowds are unknown, so what is for crowds is left out; a row of `Query.feed`',
    },
  ],
});

/** A rollout moves viewers from the Java feed to this one. Control goes on with what is in memory, never with PRIMARY. */
export const feedArms = listArms('Query.feed', { legacy: 'secondary', primary: 'primary' });

/** A video that cannot be had leaves its place to others. */
export const cardVideo = placed('VideoCard.video', videoRecord);

/** A room that cannot be had leaves its place to others. */
export const cardRoom = placed('LiveCard.room', roomRecord);
