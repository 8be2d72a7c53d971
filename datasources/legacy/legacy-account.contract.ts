import type { Author } from '../../schema/author.type.js';
import { parseAccount } from '../accounts/account.contract.js';
import type { PublicContext } from '../chain/source.js';
import type { JsonRecord } from '../parsing/json.js';
import { QuirkReader } from './quirks.js';

const KINDS: ReadonlyMap<string | null, string> = new Map([
  ['0', 'CREATOR'],
  ['1', 'MERCHANT'],
  ['2', 'PLATFORM'],
]);
const STATUSES: ReadonlyMap<string, string> = new Map([
  ['0', 'NORMAL'],
  ['1', 'BANNED'],
  ['2', 'CLOSED'],
]);
/** A word that no enum of the strict contracts has: they know what to make of it. */
const UNKNOWN = 'UNKNOWN';

/**
 * Reads an account of the Java service, by the rules of `parseAccount`: an unknown kind is CREATOR, an unknown status closes the
 * account, SCHEMA without status or name. It knows a shop's id and name only, and who is not said to be verified is not.
 */
export function parseLegacyAccount(
  record: JsonRecord,
  accountId: string,
  context: PublicContext,
): Author | 'SCHEMA' {
  const read = new QuirkReader(record, context.report);
  const status = read.text('status');
  const shopId = read.id('shopId');
  const shopName = read.text('shopName');
  const account: JsonRecord = {
    name: read.text('nick'),
    avatarUrl: read.url('avatar'),
    kind: KINDS.get(read.text('userType')) ?? UNKNOWN,
    verified: read.flag('verified') ?? false,
    followers: read.count('fans'),
    status: status === null ? null : (STATUSES.get(status) ?? UNKNOWN),
    shop: shopId === null ? null : { shopId, name: shopName, kind: UNKNOWN },
  };
  return read.faulty ? 'SCHEMA' : parseAccount(account, accountId, context);
}
