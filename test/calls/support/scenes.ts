import {
  document,
  json,
  recommendInOrder,
  startFakeUpstreams,
  type FakeUpstreams,
  type Handler,
} from '../../support/fake-upstreams.js';
import { recommendedRecord, roomId, videoId } from '../../support/records.js';
import { bannerRecord, creativeRecord, slotPlanRecord, slotRecord } from '../../support/slot-records.js';

/** Rank of the one live room that the algorithm recommends for `related`: a candidate, behind the first page. */
const ROOM_RANK = 14;
const ROOM_PREFIX = '88';

/** Room that the algorithm recommends for `related`. */
export const RECOMMENDED_ROOM = roomId(700);
/** Room that a slot of `channel` places at its last position. */
export const PLACED_ROOM = roomId(701);
/** Video that a slot of `channel` places at its second position. */
export const PLACED_VIDEO = videoId(900);

/** `channel` has a video, a banner and a live room; the other scenes have no slots. */
const plans: Handler = (call) => {
  const sceneId = call.path.split('/')[2] ?? '';
  const fixed = (slotId: string, position: number, creative: object) =>
    slotRecord(slotId, { placement: { kind: 'FIXED', position }, creatives: [creative] });
  const slots = [
    fixed('channel-video', 1, creativeRecord('c-video', PLACED_VIDEO, { badge: '11.11' })),
    fixed('channel-banner', 3, bannerRecord('c-banner')),
    fixed('channel-live', 9, creativeRecord('c-live', PLACED_ROOM, { contentType: 'LIVE' })),
  ];
  return document(slotPlanRecord(sceneId, sceneId === 'channel' ? { slots } : {}), call);
};

/** Videos in order; the first page of `related` ends with a live room. */
const recommendations: Handler = async (call, response) => {
  const reply = await recommendInOrder(call, response);
  const { sceneId, cursor } = call.body as { sceneId: string; cursor: string | null };
  if (reply?.status !== 200) return reply;
  const page = JSON.parse(String(reply.body)) as { items: { contentId: string }[] };
  const ids = page.items.map(({ contentId }) => contentId);
  if (sceneId === 'related' && cursor === null && ids.length > ROOM_RANK) ids[ROOM_RANK] = RECOMMENDED_ROOM;
  const items = ids.map((id, position) =>
    recommendedRecord(id, position, id.startsWith(ROOM_PREFIX) ? { contentType: 'live' } : {}),
  );
  return json({ ...page, items });
};

/** Stand-ins for all upstreams with the scenes that calls are counted on. `now`: epoch ms. */
export const startScenes = (now?: () => number): Promise<FakeUpstreams> =>
  startFakeUpstreams(
    { SLOTS: { '/slot-plans': plans }, ALGORITHM: { '/recommendations': recommendations } },
    now,
  );
