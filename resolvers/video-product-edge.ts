import type { PageInfo } from '../schema/page-info.type.js';
import type { TrackInfo } from '../schema/tracking.type.js';
import type { VideoProductConnection, VideoProductEdge } from '../schema/video-product.type.js';
import type { Video } from '../schema/video.type.js';
import { productSpm } from '../mixing/tracking.js';
import type { KeptProduct } from './video-products.js';

/**
 * One product of a video in its place. A feed has sixty: cursor and tracking are made when they are selected, by getters of the
 * class, since a getter of a literal would cost a closure for each.
 */
export class PlacedProduct implements VideoProductEdge {
  readonly node: VideoProductEdge['node'];
  readonly anchorMs: number | null;
  readonly primary: boolean;

  constructor(
    { product, anchorMs }: KeptProduct,
    private readonly index: number,
    private readonly video: Video,
  ) {
    this.node = product;
    this.anchorMs = anchorMs;
    this.primary = index === 0;
  }

  get cursor(): string {
    return Buffer.from(this.node.itemId).toString('base64url');
  }

  get tracking(): TrackInfo | null {
    const tracking = this.video.placement?.tracking();
    return tracking ? { ...tracking, spm: productSpm(tracking.spm, this.index) } : null;
  }
}

/** The edges behind a cursor; one that is not among them begins at the first. */
export function productPage(
  all: readonly VideoProductEdge[],
  size: number,
  after: string | null | undefined,
): VideoProductConnection {
  const start = after ? all.findIndex(({ cursor }) => cursor === after) + 1 : 0;
  const edges = all.slice(start, start + size);
  return { edges, totalCount: all.length, pageInfo: new EdgesInfo(edges, start + size < all.length) };
}

class EdgesInfo implements PageInfo {
  readonly hasPreviousPage = false;

  constructor(
    private readonly edges: readonly VideoProductEdge[],
    readonly hasNextPage: boolean,
  ) {}

  get startCursor(): string | null {
    return this.edges.at(0)?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.edges.at(-1)?.cursor ?? null;
  }
}
