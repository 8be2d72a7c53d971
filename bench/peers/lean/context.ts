import type { IncomingHttpHeaders } from 'node:http';
import DataLoader from 'dataloader';
import { viewerOf } from '../context.js';
import type { Post } from '../upstream/client.js';
import type { Viewer } from '../upstream/services.js';
import { productsOf, type ProductsAsked } from './products.js';
import type { VideoProductConnection } from './video-product.type.js';

/** What lean resolvers get. */
export interface LeanContext {
  readonly post: Post;
  readonly viewer: Viewer;
  /** One load per video, not one per product; a video is asked once, so nothing is kept. */
  readonly products: DataLoader<ProductsAsked, VideoProductConnection>;
}

/** A context for one request. */
export const createLeanContext = (post: Post, headers: IncomingHttpHeaders): LeanContext => ({
  post,
  viewer: viewerOf(headers),
  products: new DataLoader((asked) => productsOf(post, asked), { cache: false }),
});
