import { idOf } from '../../data/ids.js';
import { RESERVED_VIDEOS } from '../../data/reserved.js';
import type { CreativeStudio } from './creatives.js';
import type { Pool, SlotRecord } from './plan.js';

type Slots = Pick<
  SlotRecord,
  'slotId' | 'name' | 'priority' | 'placement' | 'creatives' | 'fallbackCreative'
>;

const offline = idOf('video', RESERVED_VIDEOS.offline);

function slot(record: Slots): SlotRecord {
  return { enabled: true, killed: false, respectExposure: false, ...record };
}

function pool(studio: CreativeStudio, poolId: string, size: number): Pool {
  const contents = Array.from({ length: size }, () => ({
    contentType: 'VIDEO' as const,
    contentId: studio.video(),
  }));
  return { poolId, contents };
}

function secondTile(studio: CreativeStudio): SlotRecord {
  return slot({
    slotId: 'home-2',
    name: 'Second tile',
    priority: 500,
    placement: { kind: 'FIXED', position: 1 },
    creatives: [
      studio.videoCreative('home-2-new', studio.video(), {
        priority: 300,
        badge: 'For you',
        ...studio.only({ crowdsAny: ['new'] }),
      }),
      studio.videoCreative('home-2-over', studio.video(), {
        priority: 200,
        badge: 'Yesterday',
        ...studio.over(),
      }),
      studio.videoCreative('home-2-all', studio.video(), {
        badge: '11.11',
        titleOverride: 'Our pick of the day',
      }),
    ],
    fallbackCreative: studio.fallback('home-2-fallback', studio.video()),
  });
}

function fifthTile(studio: CreativeStudio): SlotRecord {
  return slot({
    slotId: 'home-5',
    name: 'Fifth tile',
    priority: 400,
    placement: { kind: 'FIXED', position: 4 },
    creatives: [
      studio.videoCreative('home-5-offline', offline, { priority: 300 }),
      studio.bannerCreative('home-5-banner', 'Autumn sale: up to 45 % off'),
    ],
    fallbackCreative: studio.fallback('home-5-fallback', studio.video()),
  });
}

function liveRow(studio: CreativeStudio): SlotRecord {
  return slot({
    slotId: 'home-live',
    name: 'Live now',
    priority: 300,
    placement: { kind: 'INTERVAL', start: 7, every: 8, max: 3 },
    creatives: [1, 2, 3].map((number) => studio.liveCreative(`home-live-${number}`, studio.room())),
    fallbackCreative: studio.fallback('home-live-fallback', studio.video()),
  });
}

function surprise(studio: CreativeStudio): SlotRecord {
  return slot({
    slotId: 'home-surprise',
    name: 'Surprises',
    priority: 200,
    placement: { kind: 'RANDOM', start: 12, span: 8, count: 2 },
    creatives: [
      studio.videoCreative('home-surprise-ios', studio.video(), {
        priority: 300,
        ...studio.only({ platforms: ['IOS'] }),
      }),
      studio.videoCreative('home-surprise-zj', studio.video(), {
        priority: 200,
        ...studio.only({ regions: ['CN-ZJ'] }),
      }),
      studio.videoCreative('home-surprise-capped', studio.video(), {
        priority: 150,
        frequencyCap: { count: 2, days: 1 },
      }),
      studio.videoCreative('home-surprise-all', studio.video()),
    ],
    fallbackCreative: studio.fallback('home-surprise-fallback', studio.video()),
  });
}

function topList(studio: CreativeStudio): SlotRecord {
  const creatives = [1, 2, 3, 4, 5].map((number) => {
    const contentId = number === 3 ? offline : studio.video();
    return studio.videoCreative(`channel-top-${number}`, contentId, { priority: 100 - number });
  });
  return slot({
    slotId: 'channel-top',
    name: 'Top of the channel',
    priority: 500,
    placement: { kind: 'TOP' },
    creatives,
    fallbackCreative: studio.fallback('channel-top-fallback', studio.video()),
  });
}

/** Slots and pools of a scene as operators first published them. */
export function scenePlan(studio: CreativeStudio, sceneId: string): { slots: SlotRecord[]; pools: Pool[] } {
  if (sceneId === 'home') {
    const slots = [secondTile(studio), fifthTile(studio), liveRow(studio), surprise(studio)];
    return { slots, pools: [pool(studio, 'home-pool', 60)] };
  }
  if (sceneId === 'channel') return { slots: [topList(studio)], pools: [pool(studio, 'channel-pool', 40)] };
  return { slots: [], pools: [pool(studio, `${sceneId}-pool`, 40)] };
}
