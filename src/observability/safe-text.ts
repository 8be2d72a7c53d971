/** Text from outside made fit for a log line or an error answer: cut, control characters written as escapes. */
export function safeText(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  // \p{Cc} are the control characters; \u2028 and \u2029 end lines for some readers.
  return cut.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
