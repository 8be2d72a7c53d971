import { composed } from '../datasources/chain/list-declarations.js';
import { authorById, shopById } from './author.chains.js';
import { roomById } from './live-room.chains.js';
import { productById } from './product.chains.js';
import { videoById } from './video.chains.js';

const ANY = [videoById, productById, authorById, shopById, roomById];

/** Each object ends as its type does. */
export const anyById = composed('Query.node', ANY);

/** The same for lists, each object at its own place. */
export const anyByIds = composed('Query.nodes', ANY);
