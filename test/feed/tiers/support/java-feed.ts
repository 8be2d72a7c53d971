import { failure, type FakeCall, type Handler } from '../../../support/fake-upstreams.js';
import { accountId, itemId, itemIdsOf, videoId, type Wire } from '../../../support/records.js';
import {
  answer,
  legacyAccount,
  legacyCard,
  legacyItem,
  legacyPage,
  PATHS,
} from '../../../legacy/support/legacy-answers.js';

export { answer, legacyPage, PATHS };

/** First video of the Java feed: nothing that the algorithm recommends by default. */
export const JAVA_FROM = 2_001;

/** A card of the n-th video with its author; of its three items the first is embedded. */
export const javaCard = (n: number, overrides: Wire = {}): Wire => {
  const items = itemIdsOf(videoId(n));
  return legacyCard(videoId(n), {
    title: `Java ${n}`,
    accountId: accountId(n),
    author: legacyAccount(accountId(n)),
    itemIds: items.join(),
    items: [legacyItem(itemId(n * 3))],
    scm: `1007.java.${n}`,
    ...overrides,
  });
};

/** A card of a live room. */
export const javaRoom = (roomId: string): Wire =>
  legacyCard(roomId, { contentType: '2', itemIds: '', items: '', author: '' });

/** The Java feed as a list of cards, read page by page. */
export const javaFeed =
  (cards: readonly Wire[]): Handler =>
  (call, response) => {
    if (call.path !== PATHS.feed) return failure(404);
    const { pageNum, pageSize } = paramsOf(call);
    const [page, size] = [Number(pageNum), Number(pageSize)];
    const list = cards.slice((page - 1) * size, page * size);
    const hasMore = String(page * size < cards.length);
    return answer(legacyPage(list, { hasMore, pageNum: String(page) }))(call, response);
  };

/** Cards of so many videos in order. */
export const javaCards = (count: number, from = JAVA_FROM): Wire[] =>
  Array.from({ length: count }, (_, i) => javaCard(from + i));

/** What the Java service was asked. */
export const paramsOf = ({ query }: FakeCall): Record<string, string> =>
  JSON.parse(query.get('data') ?? '{}') as Record<string, string>;
