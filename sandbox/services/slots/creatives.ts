import type { Id, Ms } from '../../data/ids.js';
import { FAMILIES, idOf } from '../../data/ids.js';
import { pictureUrl } from '../../data/media.js';
import type { Popularity } from '../../data/popularity.js';
import { isMarathon } from '../../data/rooms.js';
import { isPlayable } from '../../data/video-states.js';
import { videoItems } from '../../data/videos.js';
import type { World } from '../../data/world.js';
import { DAY, floorTo } from '../../data/world.js';
import type { CreativeRecord, Targeting } from './plan.js';

/** Fallback creatives run from 1 January 2019 to 2100: they have no real schedule. */
const ALWAYS = { startAt: 1_546_300_800_000, endAt: 4_102_444_800_000 };

const EVERYBODY: Targeting = {
  crowdsAny: [],
  crowdsNone: [],
  platforms: [],
  regions: [],
  minAppVersion: null,
  buckets: [],
};

/** Makes the creatives of a plan and hands out contents in the state they are meant to show. */
export class CreativeStudio {
  private nextRank = 0;
  private nextRoom = 0;
  private readonly today: Ms;

  constructor(
    private readonly world: World,
    private readonly popularity: Popularity,
  ) {
    this.today = floorTo(DAY, world.now());
  }

  /** A popular playable video with products, another one each time. */
  video(): Id {
    for (;;) {
      const video = this.popularity.at(this.nextRank);
      this.nextRank += 7;
      if (isPlayable(this.world, video) && videoItems(this.world, video).length > 0)
        return idOf('video', video);
    }
  }

  /** A room that is always on air, another one each time. */
  room(): Id {
    do this.nextRoom = (this.nextRoom % FAMILIES.room.size) + 1;
    while (!isMarathon(this.world, this.nextRoom));
    return idOf('room', this.nextRoom);
  }

  /** A video creative that runs from yesterday for two weeks. */
  videoCreative(creativeId: string, contentId: Id, more: Partial<CreativeRecord> = {}): CreativeRecord {
    return {
      creativeId,
      contentType: 'VIDEO',
      contentId,
      priority: 100,
      startAt: this.today - DAY,
      endAt: this.today + 14 * DAY,
      targeting: EVERYBODY,
      frequencyCap: null,
      titleOverride: null,
      coverOverrideUrl: null,
      badge: null,
      banner: null,
      ...more,
    };
  }

  /** A live creative. */
  liveCreative(creativeId: string, contentId: Id): CreativeRecord {
    return this.videoCreative(creativeId, contentId, { contentType: 'LIVE' });
  }

  /** A banner creative with a picture of its own. */
  bannerCreative(creativeId: string, title: string): CreativeRecord {
    const imageUrl = pictureUrl(this.world, 'banner', creativeId);
    const targetUrl = `https://act.sandbox.test/${creativeId}`;
    return this.videoCreative(creativeId, '', {
      contentType: 'BANNER',
      contentId: null,
      banner: { imageUrl, width: 1_080, height: 360, targetUrl, title },
    });
  }

  /** A fallback creative: everybody, always. */
  fallback(creativeId: string, contentId: Id): CreativeRecord {
    return this.videoCreative(creativeId, contentId, { priority: 0, ...ALWAYS });
  }

  /** Schedule that ended this morning. */
  over(): Pick<CreativeRecord, 'startAt' | 'endAt'> {
    return { startAt: this.today - 8 * DAY, endAt: this.today - DAY };
  }

  /** Conditions on the audience. */
  only(conditions: Partial<Targeting>): Pick<CreativeRecord, 'targeting'> {
    return { targeting: { ...EVERYBODY, ...conditions } };
  }
}
