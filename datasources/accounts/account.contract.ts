import { Author, AuthorKind } from '../../schema/author.type.js';
import { countText } from '../../schema/display-count.js';
import { globalId } from '../../schema/global-id.js';
import type { PublicContext } from '../chain/source.js';
import { countOrNull, saturated } from '../parsing/count.js';
import { unsizedImage } from '../parsing/image.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';
import { embeddedShop } from './shop.contract.js';

const KINDS = new Set(Object.values(AuthorKind));
const OPEN = new Set(['NORMAL'] as const);

/**
 * Reads an account record. Any status but NORMAL closes the account, unknown ones too; an unknown kind is CREATOR. SCHEMA without a
 * name, unless the account is closed: that must stay known, and its name is never shown.
 */
export function parseAccount(
  record: JsonRecord,
  accountId: string,
  context: PublicContext,
): Author | 'SCHEMA' {
  const read = new RecordReader(record);
  const name = read.text('name');
  const kind = read.oneOf('kind', KINDS) ?? AuthorKind.CREATOR;
  const closed = read.oneOf('status', OPEN) === undefined;
  const verified = read.flag('verified');
  if (read.faulty || (name === null && !closed)) return 'SCHEMA';
  const followers = countOrNull(read.raw('followers'), 'CT_COUNTER', context.report);
  return new Author({
    accountId,
    ...embeddedShop(read.raw('shop'), context),
    id: globalId('Author', accountId),
    name: name ?? '',
    avatar: unsizedImage(context.media.media(read.raw('avatarUrl'), context.report)),
    kind,
    verified,
    closed,
    followerCount: saturated(followers),
    followerCountText: countText(followers),
  });
}
