import type { FakeUpstreams } from '../../support/fake-upstreams.js';
import { json } from '../../support/fake-upstreams.js';
import { accountId, videoId } from '../../support/records.js';
import {
  envelope,
  legacyAccount,
  legacyCard,
  legacyItem,
  legacyPage,
  PATHS,
} from '../../legacy/support/legacy-answers.js';
import type { FakeCall, Handler } from '../../support/fake-upstreams.js';

/** Cards of a page of the Java feed. */
const CARDS = 20;

const idsIn = ({ query }: FakeCall, param: string): string[] =>
  ((JSON.parse(query.get('data') ?? '{}') as Record<string, string>)[param] ?? '').split(',');

const listOf =
  (list: string, param: string, recordOf: (id: string) => object): Handler =>
  (call) =>
    json(envelope({ [list]: idsIn(call, param).map(recordOf) }));

/** Makes LEGACY answer everything it is asked for; to be done again after each reset. */
export function enliven(upstreams: FakeUpstreams): void {
  const cards = Array.from({ length: CARDS }, (_, i) =>
    legacyCard(videoId(2_000 + i), { accountId: accountId(2_000 + i) }),
  );
  upstreams.on('LEGACY', PATHS.feed, () => json(envelope(legacyPage(cards))));
  upstreams.on('LEGACY', PATHS.videos, listOf('videoList', 'ids', legacyCard));
  upstreams.on('LEGACY', PATHS.items, listOf('itemList', 'itemIds', legacyItem));
  upstreams.on('LEGACY', PATHS.accounts, listOf('accountList', 'accountIds', legacyAccount));
}
