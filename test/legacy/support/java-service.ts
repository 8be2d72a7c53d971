import { accountId, itemIdsOf, type Wire } from '../../support/records.js';
import { json, type Reply } from '../../support/fake-upstreams.js';
import { envelope, legacyAccount, legacyCard, legacyItem, legacyPage } from './legacy-answers.js';

/** A call as the Java service reads it. */
interface JavaCall {
  readonly path: string;
  readonly query: URLSearchParams;
}

const idsIn = (list: string | undefined): string[] => (list ?? '').split(',').filter((id) => id !== '');

/** Answers every public API for whatever ids it is asked; `listOf` says which videos a page of the feed has, `item` changes all items. */
export function javaAnswer(
  { path, query }: JavaCall,
  listOf: (from: number, count: number) => readonly string[],
  item: Wire = {},
): Reply {
  const asked = JSON.parse(query.get('data') ?? '{}') as Record<string, string>;
  if (path.includes('video.feed')) {
    const size = Number(asked['pageSize']);
    const cards = listOf((Number(asked['pageNum']) - 1) * size, size).map((id) => javaCard(id, item));
    return json(envelope(legacyPage(cards, { pageNum: asked['pageNum'] })));
  }
  if (path.includes('video.detail'))
    return json(envelope({ videoList: idsIn(asked['ids']).map((id) => javaCard(id, item)) }));
  if (path.includes('item.batchget'))
    return json(envelope({ itemList: idsIn(asked['itemIds']).map((id) => legacyItem(id, item)) }));
  return json(envelope({ accountList: idsIn(asked['accountIds']).map((id) => legacyAccount(id)) }));
}

/** A card whose cover, author and items are those of the video of its id. */
function javaCard(id: string, item: Wire): Wire {
  const account = accountId(Number(id.slice(-9)));
  const items = itemIdsOf(id);
  return legacyCard(id, {
    cover: `https://img.example.test/c/${id}.jpg`,
    accountId: account,
    author: legacyAccount(account),
    itemIds: items.join(),
    items: items.map((itemId) => legacyItem(itemId, item)),
  });
}
