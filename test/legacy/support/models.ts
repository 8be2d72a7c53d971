import fc from 'fast-check';
import type { Wire } from '../../support/records.js';
import { address, digits, flag, many, none, recordOf, seconds, title, yuan } from './odd-forms.js';

/** One thing as a service of the platform writes it, and the same thing as the Java service may write it. */
export interface Pair {
  readonly platform: Wire;
  readonly java: fc.Arbitrary<Wire>;
}

const LAST_ID = 10n ** 19n - 1n;
const id = fc.oneof(fc.bigInt({ min: 1n, max: LAST_ID }), fc.bigInt({ min: 1n, max: 999_999_999_999n })).map(String); // prettier-ignore
const idOrNull = fc.option(id);
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const countOrNull = fc.option(count);
/** Text as a service writes it: not blank, not the word that the Java service has for null. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => value.trim() !== '' && value !== 'null'); // prettier-ignore
const textOrNull = fc.option(text);
const url = fc.webPath().map((path) => `https://a.example.test${path}`);
const urlOrNull = fc.option(url);
const category = fc.option(fc.array(id, { minLength: 1, maxLength: 4 }).map((ids) => ids.join('_')));
/** Seconds, because the Java service writes no smaller times. */
const moment = fc.integer({ min: 0, max: 4_102_444_800 }).map((second) => second * 1_000);

const localTime = (at: number): string =>
  new Date(at + 28_800_000).toISOString().slice(0, 19).replace('T', ' ');

const shop = (kind: string, shopId: string | null, name: string | null) =>
  shopId === null ? null : { shopId, name, kind, logoUrl: null, url: null };

/** Items; what the Java service does not know is what nobody knows. */
export const items: fc.Arbitrary<
  Pair & { readonly price: Wire; readonly stock: Wire; readonly itemId: string }
> = fc
  .record({
    itemId: id,
    title: textOrNull,
    shortTitle: textOrNull,
    imageUrl: urlOrNull,
    status: fc.constantFrom('OFF_SHELF', 'ON_SALE', 'PRESALE'),
    categoryPath: category,
    spuId: idOrNull,
    detailUrl: url,
    sold30d: countOrNull,
    shopId: idOrNull,
    shopName: textOrNull,
    shopKind: fc.constantFrom('TAOBAO', 'TMALL'),
    listCents: fc.option(fc.nat({ max: 1_200_000_000 })),
    saleCents: fc.option(fc.nat({ max: 1_200_000_000 })),
    quantity: fc.oneof(fc.nat({ max: 12 }), count),
  })
  .map(({ itemId, shopId, shopName, shopKind, listCents, saleCents, quantity, ...facts }) => ({
    itemId,
    platform: { ...facts, restricted: false, regions: null, categoryName: null, shop: shop(shopKind, shopId, shopName) }, // prettier-ignore
    price: {
      currency: 'CNY',
      listCents,
      saleCents,
      finalCents: null,
      label: null,
      promotions: [],
      coupons: [],
    },
    stock: { state: quantity === 0 ? 'SOLD_OUT' : quantity < 10 ? 'LOW_STOCK' : 'IN_STOCK' },
    java: recordOf({
      itemId: digits(itemId),
      title: title(facts.title),
      shortTitle: title(facts.shortTitle),
      pic: address(facts.imageUrl),
      price: yuan(saleCents),
      originPrice: yuan(listCents),
      itemStatus: digits(['OFF_SHELF', 'ON_SALE', 'PRESALE'].indexOf(facts.status)),
      sold: digits(facts.sold30d),
      quantity: digits(quantity),
      spuId: digits(facts.spuId),
      shopId: digits(shopId),
      shopName: shopName ?? none,
      userType: digits(['TAOBAO', 'TMALL'].indexOf(shopKind)),
      category: facts.categoryPath ?? none,
      url: address(facts.detailUrl),
    }),
  }));

/** Accounts. */
export const accounts: fc.Arbitrary<Pair & { readonly accountId: string; readonly shopId: string | null }> =
  fc
    .record({
      accountId: id,
      name: textOrNull,
      avatarUrl: urlOrNull,
      kind: fc.constantFrom('CREATOR', 'MERCHANT', 'PLATFORM'),
      verified: fc.boolean(),
      followers: countOrNull,
      status: fc.constantFrom('NORMAL', 'BANNED', 'CLOSED'),
      shopId: idOrNull,
      shopName: textOrNull,
    })
    .map(({ accountId, shopId, shopName, ...facts }) => ({
      accountId,
      shopId,
      platform: { ...facts, shop: shop('OTHER', shopId, shopName) },
      java: recordOf({
        accountId: digits(accountId),
        nick: facts.name ?? none,
        avatar: address(facts.avatarUrl),
        userType: digits(['CREATOR', 'MERCHANT', 'PLATFORM'].indexOf(facts.kind)),
        verified: flag(facts.verified),
        fans: digits(facts.followers),
        status: digits(['NORMAL', 'BANNED', 'CLOSED'].indexOf(facts.status)),
        shopId: digits(shopId),
        shopName: shopName ?? none,
      }),
    }));

/** Videos with an author and up to three items embedded. */
export const videos: fc.Arbitrary<Pair & { readonly videoId: string }> = fc
  .record({
    videoId: id,
    title: textOrNull,
    coverUrl: urlOrNull,
    width: countOrNull,
    height: countOrNull,
    durationMs: fc.nat({ max: 40_000_000 }),
    playable: fc.boolean(),
    publishAt: moment,
    sourceUrl: urlOrNull,
    author: fc.option(accounts),
    categoryPath: category,
    tags: fc.array(fc.constantFrom('home', 'daily', 'new')),
    counters: fc.record({ play: countOrNull, like: countOrNull, comment: countOrNull, share: countOrNull }),
    items: fc.uniqueArray(items, { maxLength: 3, selector: ({ itemId }) => itemId }),
    otherItems: fc.array(id, { maxLength: 3 }),
  })
  .map(({ videoId, playable, sourceUrl, author, items: embedded, otherItems, ...facts }) => {
    const itemIds = [...embedded.map(({ itemId }) => itemId), ...otherItems];
    return {
      videoId,
      platform: {
        ...facts,
        status: playable ? 'NORMAL' : 'OFFLINE',
        auditStatus: 'PASS',
        visibility: 'PUBLIC',
        expireAt: null,
        sources: [{ definition: 'SD', url: sourceUrl, format: 'mp4', bitrateKbps: null, sizeBytes: null, expiresAt: null }], // prettier-ignore
        authorId: author?.accountId ?? null,
        categoryName: null,
        products: itemIds.map((itemId) => ({ itemId, anchorMs: null })),
        fingerprint: null,
      },
      java: recordOf({
        contentId: digits(videoId),
        contentType: digits(1),
        title: title(facts.title),
        cover: address(facts.coverUrl),
        width: digits(facts.width),
        height: digits(facts.height),
        videoUrl: address(sourceUrl),
        duration: seconds(facts.durationMs),
        status: digits(playable ? 1 : 0),
        publishTime: localTime(facts.publishAt),
        accountId: digits(author?.accountId ?? null),
        category: facts.categoryPath ?? none,
        tags: facts.tags.length === 0 ? none : facts.tags.join(),
        playCnt: digits(facts.counters.play),
        likeCnt: digits(facts.counters.like),
        commentCnt: digits(facts.counters.comment),
        shareCnt: digits(facts.counters.share),
        itemIds: itemIds.length === 1 ? digits(itemIds[0] ?? null) : itemIds.length === 0 ? none : itemIds.join(), // prettier-ignore
        author: author ? author.java : none,
        items: many(embedded.map(({ java }) => java)),
      }),
    };
  });
