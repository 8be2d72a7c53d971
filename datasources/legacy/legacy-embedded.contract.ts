import type { Author } from '../../schema/author.type.js';
import type { PublicContext } from '../chain/source.js';
import type { JsonRecord } from '../parsing/json.js';
import { parseLegacyAccount } from './legacy-account.contract.js';
import { parseLegacyItem, type LegacyItem } from './legacy-item.contract.js';
import { rowsById } from './legacy-rows.js';
import { QuirkReader } from './quirks.js';

/** Records that a card of the Java service holds beside its own, to be used wherever their ids are asked for. */
export interface Embedded {
  /** Null when there is none that can be read: unknown, not absent. */
  readonly author: Author | null;
  /** At most three of the card's items; the others have to be read by id. */
  readonly items: readonly LegacyItem[];
}

/** Reads what is embedded in a card. Nothing in it can spoil the card. */
export function parseEmbedded(card: JsonRecord, context: PublicContext): Embedded {
  const read = new QuirkReader(card, context.report);
  const items = rowsById(read.records('items'), { idField: 'itemId', parse: parseLegacyItem }, context);
  const account = read.recordOrNull('author');
  return {
    author: account && parseAuthor(account, context),
    items: [...items.values()].flatMap((item) => (item.kind === 'ok' ? [item.value] : [])),
  };
}

function parseAuthor(account: JsonRecord, context: PublicContext): Author | null {
  const accountId = new QuirkReader(account, context.report).id('accountId');
  const author = accountId === null ? 'SCHEMA' : parseLegacyAccount(account, accountId, context);
  return author === 'SCHEMA' ? null : author;
}
