/** ALGORITHM: a ranked page. */
export interface Ranking {
  items: { contentId: string }[];
  hasMore: boolean;
}

/** CONTENT: a video, as far as the query shows it. */
export interface VideoRecord {
  videoId: string;
  title: string;
  coverUrl: string;
  width: number;
  height: number;
  durationMs: number;
  status: string;
  publishAt: number;
  categoryPath: string;
  categoryName: string;
  tags: string[];
  products: { itemId: string; anchorMs: number | null }[];
  counters: { play: number; like: number };
}

/** CATALOG: an item, as far as the query shows it. */
export interface ItemRecord {
  itemId: string;
  title: string;
  shortTitle: string;
  imageUrl: string;
  status: string;
  detailUrl: string;
  sold30d: number;
  shop: { shopId: string; name: string; kind: string; url: string };
}

/** What a batch endpoint answers. */
export interface Batch<T> {
  results: Record<string, T>;
}
