import { parseGlobalId, type GlobalIdType } from '../../schema/global-id.js';
import { isId } from '../parsing/record-reader.js';

const CREATIVE_ID = /^[a-z0-9-]{1,32}$/;

/** Raw id behind a global id of this type: decimal digits, or a creative's id for a banner. Null when it is none. */
export function rawIdOf(type: GlobalIdType, id: string): string | null {
  const parsed = parseGlobalId(id);
  if (parsed?.typeName !== type) return null;
  const { rawId } = parsed;
  return (type === 'BannerCard' ? CREATIVE_ID.test(rawId) : isId(rawId)) ? rawId : null;
}
