import * as z from 'zod';
import { AuthorKind } from '../../schema/author.type.js';
import { ItemSource } from '../../schema/feed.type.js';
import type { GlobalIdType } from '../../schema/global-id.js';
import { ProductStatus } from '../../schema/product.type.js';
import { ShopKind } from '../../schema/shop.type.js';
import { VideoDefinition } from '../../schema/video-source.type.js';
import { Orientation, VideoStatus } from '../../schema/video.type.js';
import { rawIdOf } from './raw-id.js';

const idOf = (type: GlobalIdType) => z.string().refine((id) => rawIdOf(type, id) !== null);
const moment = z.iso.datetime({ precision: 3 });
const count = z.int().nullable();

const image = z.object({ url: z.string(), width: count, height: count });
const category = z.object({
  id: idOf('Category'),
  name: z.string().nullable(),
  path: z.array(idOf('Category')),
});
const shop = z.object({
  id: idOf('Shop'),
  name: z.string(),
  logo: image.nullable(),
  kind: z.enum(ShopKind),
  url: z.string().nullable(),
});
const author = z.object({
  id: idOf('Author'),
  name: z.string(),
  avatar: image.nullable(),
  kind: z.enum(AuthorKind),
  verified: z.boolean(),
  shop: shop.nullable(),
});
const product = z.object({
  id: idOf('Product'),
  title: z.string(),
  shortTitle: z.string().nullable(),
  image,
  category: category.nullable(),
  status: z.enum(ProductStatus),
  detailUrl: z.string(),
  shop: shop.nullable(),
});
const source = z.object({
  url: z.string(),
  definition: z.enum(VideoDefinition),
  format: z.string(),
  bitrateKbps: count,
  sizeBytes: count,
  expiresAt: moment.nullable(),
});
const video = z.object({
  id: idOf('Video'),
  title: z.string().min(1),
  cover: image,
  durationMs: z.int().positive(),
  orientation: z.enum(Orientation),
  status: z.enum(VideoStatus),
  publishedAt: moment.nullable(),
  tags: z.array(z.string()),
  sources: z.array(source).min(1),
  category: category.nullable(),
  author: author.nullable(),
  products: z.object({
    totalCount: z.int().min(0),
    edges: z.array(z.object({ primary: z.boolean(), anchorMs: count, node: product })).max(5),
  }),
});
const node = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('VideoCard'),
    id: idOf('VideoCard'),
    contentType: z.literal('VIDEO'),
    targetUrl: z.string(),
    titleOverride: z.string().nullable(),
    coverOverride: image.nullable(),
    recommendReason: z.string().nullable(),
    badge: z.string().nullable(),
    video,
  }),
  z.object({
    __typename: z.literal('BannerCard'),
    id: idOf('BannerCard'),
    contentType: z.literal('BANNER'),
    targetUrl: z.string(),
    image,
    title: z.string().nullable(),
  }),
]);

/** One position of a snapshot, as the operation `SnapshotFeed` selects it. Properties beyond that are dropped. */
export const snapshotEdge = z.object({
  position: z.int().min(0),
  source: z.enum(ItemSource),
  slot: z.object({ slotId: z.string(), creativeId: z.string(), displaced: z.boolean() }).nullable(),
  node,
});

/** A position of a snapshot on the wire. */
export type SnapshotEdge = z.infer<typeof snapshotEdge>;
/** A card that shows a video, on the wire. */
export type VideoCardRecord = Extract<SnapshotEdge['node'], { __typename: 'VideoCard' }>;
/** A card that is an image with a link, on the wire. */
export type BannerCardRecord = Extract<SnapshotEdge['node'], { __typename: 'BannerCard' }>;
/** A video on the wire. */
export type VideoRecord = z.infer<typeof video>;
/** A product on the wire. */
export type ProductRecord = z.infer<typeof product>;
/** An author on the wire. */
export type AuthorRecord = z.infer<typeof author>;
/** A shop on the wire. */
export type ShopRecord = z.infer<typeof shop>;
/** An image on the wire. */
export type ImageRecord = z.infer<typeof image>;
