import { seconds } from '../datasources/chain/ages.js';
import type { Chain } from '../datasources/chain/chain.js';
import type { LiveRoom } from '../schema/live-room.type.js';

/** What the chains of rooms have in common, whatever a room is asked by: it is old within seconds, and goes with its host. */
export const roomHops = {
  lkg: { contract: '1', ages: { freshMs: seconds(2), staleOkMs: seconds(2), maxMs: seconds(5) } },
  isOff: ({ roomId, accountId }, { contents, authors }) =>
    contents.has(`LIVE:${roomId}`) || authors.has(accountId),
} satisfies Pick<Chain<LiveRoom>, 'lkg' | 'isOff'>;
