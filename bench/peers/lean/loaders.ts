import type { LeanContext } from './context.js';
import { productsOf } from './products.js';
import type { VideoProductConnection } from './video-product.type.js';
import type { Video } from './video.type.js';

interface Asked {
  readonly obj: Video;
  readonly params: { readonly first: number };
}

/** mercurius' own way to batch; its cache is off, as a video is asked once. */
export const loaders = {
  Video: {
    products: {
      loader: (asked: Asked[], { post }: LeanContext): Promise<VideoProductConnection[]> =>
        productsOf(
          post,
          asked.map(({ obj, params }) => ({ video: obj, first: params.first })),
        ),
      opts: { cache: false },
    },
  },
};
