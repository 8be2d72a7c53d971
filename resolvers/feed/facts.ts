import type { Author } from '../../schema/author.type.js';
import type { LiveRoom } from '../../schema/live-room.type.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Video } from '../../schema/video.type.js';
import { typeOfKey } from '../../mixing/content-key.js';
import type { ContentFacts } from '../../mixing/mix.types.js';
import { playable } from '../../datasources/content/status.contract.js';
import { onShow } from '../../datasources/live/room-state.js';
import type { ScenePolicy } from '../../datasources/slots/plan.schema.js';
import type { GatewayContext } from '../gateway-context.js';
import { applySoldOut, keepSellable, productWindow, valuesOf, type KeptProduct } from '../video-products.js';
import { unsupported } from './card-support.js';
import { absence, roomOf, videoOf, wasDropped, type Contents } from './contents.js';
import type { Details } from './details.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';

/** Judges the candidates of one page: which may be shown, and what they have in common. Cheapest check first. */
export class FactFinder {
  private readonly products;

  constructor(
    private readonly request: FeedRequest,
    private readonly contents: Contents,
    private readonly details: Details,
    private readonly needs: Needs,
    private readonly ctx: GatewayContext,
  ) {
    this.products = valuesOf(details.products);
  }

  /** Facts by content key. */
  all(keys: readonly string[]): ReadonlyMap<string, ContentFacts> {
    return new Map(keys.map((key) => [key, this.of(key)]));
  }

  private of(key: string): ContentFacts {
    const type = typeOfKey(key);
    const code = unsupported(type, this.ctx.client) ?? (this.isOff(key) ? 'CT_STATUS' : null);
    if (code !== null) return refused(code);
    if (type === 'BANNER')
      return { eligible: true, dedupeKey: null, dims: { ...NO_DIMS, contentType: type } };
    const video = videoOf(key, this.contents);
    if (video) return this.ofVideo(video);
    const room = roomOf(key, this.contents);
    if (room) return this.ofRoom(room);
    return wasDropped(key, this.contents) ? NOT_SHOWN : refused(absence(key, this.contents));
  }

  private ofVideo(video: Video): ContentFacts {
    const { policy } = this.request;
    const code = this.videoProblem(video, policy) ?? this.authorProblem(video.authorId);
    if (code !== null) return refused(code);
    const kept = this.needs.productsFirst ? this.keptProducts(video) : [];
    if (policy.requireProduct && kept.length === 0 && this.productsAreKnown(video)) return refused('PR_NONE');
    return {
      eligible: true,
      dedupeKey: video.fingerprint,
      dims: {
        author: video.authorId,
        shop: video.shopId,
        category: video.categoryId,
        contentType: 'VIDEO',
        spu: kept[0]?.product.spuId ?? null,
      },
    };
  }

  private ofRoom(room: LiveRoom): ContentFacts {
    const code = onShow(room, this.ctx.now) ? this.authorProblem(room.accountId) : 'LV_STATE';
    if (code !== null) return refused(code);
    return {
      eligible: true,
      dedupeKey: null,
      dims: { ...NO_DIMS, author: room.accountId, contentType: 'LIVE' },
    };
  }

  private videoProblem(video: Video, { fallbackTitle, maxDurationMs }: ScenePolicy): ReasonCode | null {
    const untitled = video.blockedBy === 'CT_TITLE';
    if (untitled && fallbackTitle === null) return 'CT_TITLE';
    if (!untitled && !playable(video, this.ctx.now)) return 'CT_STATUS';
    return maxDurationMs !== null && video.durationMs > maxDurationMs ? 'CT_DURATION' : null;
  }

  /** Unknown authors may show: only a known ban, a shop taken off, or the viewer's own block takes a content out. */
  private authorProblem(accountId: string | null): ReasonCode | null {
    if (accountId === null) return null;
    const author = this.details.authors.get(accountId);
    const state = this.details.authorStates.get(accountId);
    const closed = author?.kind === 'ok' && author.value.closed;
    const blocked = state?.kind === 'ok' && state.value.blocked;
    if (closed || blocked) return 'CT_AUTHOR';
    return author?.kind === 'ok' && this.isShopOff(author.value) ? 'CT_STATUS' : null;
  }

  private isShopOff({ shopId }: Author): boolean {
    return shopId !== null && this.ctx.datasources.slots.emergency().shops.has(shopId);
  }

  private keptProducts(video: Video): readonly KeptProduct[] {
    const rules = { region: this.request.region, soldOut: this.request.policy.soldOut };
    const kept = keepSellable(productWindow(video, this.needs.products), this.products, rules);
    return applySoldOut(kept, this.details.stocks, rules);
  }

  /** With a product that was not asked for, or could not be read, "none" would be a guess. */
  private productsAreKnown(video: Video): boolean {
    return productWindow(video, this.needs.products).every(({ itemId }) => {
      const outcome = this.details.products.get(itemId);
      return outcome !== undefined && outcome.kind !== 'fail';
    });
  }

  private isOff(key: string): boolean {
    return this.ctx.datasources.slots.emergency().contents.has(key);
  }
}

const NO_DIMS: ContentFacts['dims'] = {
  author: null,
  shop: null,
  category: null,
  contentType: null,
  spu: null,
};

/** Not eligible, for a reason that was counted where the content was read. */
const NOT_SHOWN: ContentFacts = { eligible: false, dedupeKey: null, dims: NO_DIMS };

const refused = (code: ReasonCode): ContentFacts => ({ ...NOT_SHOWN, code });
