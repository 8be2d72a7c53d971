import { Video } from '../schema/video.type.js';
import { videos } from '../datasources/content/content.loaders.js';
import { playable } from '../datasources/content/status.contract.js';
import { hours, minutes, seconds } from '../datasources/chain/ages.js';
import { armsOf } from '../datasources/chain/arms.js';
import { chain, ERROR, fromLegacy, NULL, view } from '../datasources/chain/chain.js';
import { composed } from '../datasources/chain/list-declarations.js';
import { ok } from '../datasources/chain/outcome.js';
import { videoStates } from '../datasources/engagement/engagement.loaders.js';
import { legacyVideos } from '../datasources/legacy/legacy.loaders.js';
import { authorRecord } from './author.chains.js';

/** Title, cover, sources, status, counters, product ids: all from one answer. */
export const videoRecord = chain('Video', {
  primary: videos,
  secondary: fromLegacy(legacyVideos, ({ video }) => ok(video)),
  lkg: {
    contract: '1',
    ages: { freshMs: seconds(30), staleOkMs: minutes(5), maxMs: hours(24) },
    state: ({ blockedBy }) => blockedBy,
    aged: (video, ageMs) => (ageMs > minutes(10) ? Object.assign(new Video(video), { stats: null }) : video),
  },
  snapshot: (store, videoId, now) => store.video(videoId, now),
  isOff: ({ videoId, authorId, shopId }, { contents, authors, shops }) =>
    contents.has(`VIDEO:${videoId}`) ||
    (authorId !== null && authors.has(authorId)) ||
    (shopId !== null && shops.has(shopId)),
});

/** What this viewer did with a video. */
export const videoState = chain('Video#viewer', { primary: videoStates });

export const videoById = view('Query.video', videoRecord, {
  pick: (video, now) => (playable(video, now) ? video : null),
  end: ERROR,
});

export const videosById = composed('Query.videos', [videoById]);

export const videoAuthor = view('Video.author', authorRecord, {
  pick: (author) => (author.closed ? null : author),
  end: NULL,
});

/** Null is unknown, never `false`. */
export const videoViewer = view('Video.viewer', videoState, { pick: (state) => state, end: NULL });

export const videoAuthorArms = armsOf([videoAuthor], { 'legacy-detail': 'secondary', accounts: 'primary' });

/** Brings a new load up gently: nobody is asked on the other path. */
export const videoViewerArms = armsOf([videoViewer], { none: 'end', engagement: 'primary' });
