/** Text longer than this is not what the contract calls text (200 characters): the record is refused, not cut. */
export const MAX_TEXT = 2_000;

const DIRT = /[\p{Cc}\p{Cf}<>&]/u;
// Joiners hold emoji together and are kept; other format characters (direction overrides among them) are removed.
const CONTROLS = /[\p{Cc}[\p{Cf}--[\u200d\u200c]]]/gv;
const TAGS = /<\/?[a-z][^>]*>/gi;

/** Text for people: no control characters, no HTML tags, trimmed; null when nothing is left. Clean text is returned as it is. */
export function cleanText(text: string): string | null {
  const cleaned = DIRT.test(text)
    ? text
        .replace(TAGS, '')
        .replace(/[\t\n\r]+/g, ' ')
        .replace(CONTROLS, '')
    : text;
  const trimmed = cleaned.trim();
  return trimmed === '' ? null : trimmed;
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Cuts text to at most `max` graphemes, the last of them an ellipsis when something was cut. */
export function cutGraphemes(text: string, max: number): string {
  if (text.length <= max) return text; // a grapheme is at least one code unit
  let cut = 0;
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === max - 1) cut = index;
    if (count === max) return `${text.slice(0, cut)}…`;
    count += 1;
  }
  return text;
}
