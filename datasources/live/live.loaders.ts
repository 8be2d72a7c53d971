import { batchGet } from '../batching/batch-get.js';
import { ROOMS_BY_ACCOUNT_LIMIT, ROOMS_LIMIT, roomsByAccountEndpoint, roomsEndpoint } from './live.api.js';
import { parseRoom, parseRoomOnShow } from './room.contract.js';

/** Rooms by room id, in any state; cards ask `onShow` as well. */
export const rooms = batchGet({
  endpoint: roomsEndpoint,
  maxBatch: ROOMS_LIMIT,
  idField: 'roomId',
  parse: parseRoom,
});

/** The room of each account by account id, if it may be shown; one read a while before is judged by `onShow` again. */
export const roomsByAccount = batchGet({
  endpoint: roomsByAccountEndpoint,
  maxBatch: ROOMS_BY_ACCOUNT_LIMIT,
  idField: 'accountId',
  parse: parseRoomOnShow,
});
