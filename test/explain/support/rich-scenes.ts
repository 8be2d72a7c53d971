import { batch, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { itemId, videoRecord } from '../../support/records.js';
import { startScenes } from '../../calls/support/scenes.js';

/** More than a page of a video shows, as many as are known of one. */
export const PRODUCTS = 20;

/** Stand-ins whose videos have so many products that what is asked for is decided by operations alone. `now`: epoch ms. */
export async function startRichScenes(now: () => number): Promise<FakeUpstreams> {
  const upstreams = await startScenes(now);
  enrich(upstreams, now);
  return upstreams;
}

/** Makes the videos rich; to be done again after each reset. */
export function enrich(upstreams: FakeUpstreams, now: () => number): void {
  const products = (video: string) =>
    Array.from({ length: PRODUCTS }, (_, i) => ({
      itemId: itemId(Number(video.slice(-6)) * PRODUCTS + i),
      anchorMs: 1_000 * (i + 1),
    }));
  upstreams.on(
    'CONTENT',
    '/videos:batchGet',
    batch((id) => videoRecord(id, { products: products(id) }, now()), 50),
  );
}
