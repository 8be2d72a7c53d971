import { chain, ERROR, NULL, view } from '../datasources/chain/chain.js';
import { rooms } from '../datasources/live/live.loaders.js';
import { authorRecord } from './author.chains.js';
import { roomHops } from './room-hops.js';

/** A room by its own id. */
export const roomRecord = chain('LiveRoom', { primary: rooms, ...roomHops });

export const roomById = view('Query.liveRoom', roomRecord, { pick: (room) => room, end: ERROR });

export const roomAuthor = view('LiveRoom.author', authorRecord, {
  pick: (author) => (author.closed ? null : author),
  end: NULL,
});
