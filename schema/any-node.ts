import type { Author } from './author.type.js';
import type { LiveRoom } from './live-room.type.js';
import type { Product } from './product.type.js';
import type { Shop } from './shop.type.js';
import type { Video } from './video.type.js';

/** What implements `Node`: always instances, because the concrete type is found by instanceof. */
export type AnyNode = Video | Product | Author | Shop | LiveRoom;
