import { countText } from '../../schema/display-count.js';
import { globalId } from '../../schema/global-id.js';
import { LiveRoom, LiveState } from '../../schema/live-room.type.js';
import { Dropped, type FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { countOrNull } from '../parsing/count.js';
import { unsizedImage } from '../parsing/image.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';
import { onShow, roomState } from './room-state.js';

/** More viewers than that are a fault of the counter. */
const MAX_VIEWERS = 100_000_000;

/**
 * Reads a room record, whichever id it was asked by. Dropped: a code that counts as no room (LV_STATE), no title (CT_TITLE), cover
 * (CT_MEDIA) or page (CT_URL). An ended room with a recording is REPLAY and leads there.
 */
export function parseRoom(
  record: JsonRecord,
  _id: string,
  { media, report }: PublicContext,
): LiveRoom | Dropped | FailureClass {
  const read = new RecordReader(record);
  const roomId = read.id('roomId');
  const accountId = read.id('accountId');
  const code = read.integer('state');
  const title = read.text('title');
  const startAt = read.momentOrNull('startAt');
  if (read.faulty) return 'SCHEMA';

  const state = roomState(code);
  if (state === null) return new Dropped('LV_STATE');
  if (title === null) return new Dropped('CT_TITLE');
  const cover = unsizedImage(media.media(read.raw('coverUrl'), report));
  if (cover === null) return new Dropped('CT_MEDIA');
  const replayUrl = state === LiveState.ENDED ? media.link(read.raw('replayUrl'), report) : null;
  const url = replayUrl ?? media.link(read.raw('url'), report);
  if (url === null) return new Dropped('CT_URL');
  const viewers = countOrNull(read.raw('viewers'), 'LV_COUNT', report, MAX_VIEWERS);

  return new LiveRoom({
    roomId,
    accountId,
    id: globalId('LiveRoom', roomId),
    state: replayUrl === null ? state : LiveState.REPLAY,
    title,
    cover,
    startAt,
    viewerCount: viewers,
    viewerCountText: countText(viewers),
    url,
  });
}

/** Reads the room of an account: one that may not be shown beside its host now is dropped (LV_STATE). */
export function parseRoomOnShow(
  record: JsonRecord,
  accountId: string,
  context: PublicContext,
): LiveRoom | Dropped | FailureClass {
  const room = parseRoom(record, accountId, context);
  return room instanceof LiveRoom && !onShow(room, context.now) ? new Dropped('LV_STATE') : room;
}
