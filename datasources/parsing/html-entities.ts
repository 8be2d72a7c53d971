const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10_ffff;

/**
 * Text with its HTML entities decoded once: the five of XML and numeric ones. Others, and numbers that are no character, stay
 * as they are. The result may hold markup: clean it afterwards.
 */
export const decodeEntities = (text: string): string =>
  text.includes('&') ? text.replace(ENTITY, decoded) : text;

function decoded(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? entity;
  const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return isCharacter(codePoint) ? String.fromCodePoint(codePoint) : entity;
}

/** Neither nothing, nor beyond Unicode, nor half of a pair. */
const isCharacter = (codePoint: number): boolean =>
  codePoint > 0 && codePoint <= LAST_CODE_POINT && (codePoint < 0xd800 || codePoint > 0xdfff);
