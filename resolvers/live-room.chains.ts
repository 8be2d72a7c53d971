import { seconds } from '../datasources/chain/ages.js';
import { chain, ERROR, NULL, view } from '../datasources/chain/chain.js';
import { rooms } from '../datasources/live/live.loaders.js';
import { authorRecord } from './author.chains.js';

/** A room by its own id. */
export const roomRecord = chain('LiveRoom', {
  primary: rooms,
  lkg: { contract: '1', ages: { freshMs: seconds(2), staleOkMs: seconds(2), maxMs: seconds(5) } },
  isOff: ({ roomId, accountId }, { contents, authors }) =>
    contents.has(`LIVE:${roomId}`) || authors.has(accountId),
});

export const roomById = view('Query.liveRoom', roomRecord, { pick: (room) => room, end: ERROR });

export const roomAuthor = view('LiveRoom.author', authorRecord, {
  pick: (author) => (author.closed ? null : author),
  end: NULL,
});
