/** Rules that are switched off. Immutable. */
export interface KillList {
  /** Ids of rules; `*` is every rule. */
  readonly ids: ReadonlySet<string>;
  /**
   * Lines that are more, or other, than ids, each cut, and the end of a list that is too long: somebody should look. Ids that
   * stand in them count all the same: to stop more than was meant is safer than to stop nothing.
   */
  readonly unclear: readonly string[];
  /** false: something is written and no line of it is clear, as in a page of an error. It proves no absence of an id. */
  readonly isList: boolean;
}

/** Nothing is switched off. */
export const NO_KILLS: KillList = { ids: new Set(), unclear: [], isList: true };

/** Bytes of the longest list; what stands behind them is not read. */
export const MOST_KILL_BYTES = 4 * 1024;

const EVERY_RULE = '*';
const ID = /^[a-z0-9-]{1,40}$/;
const COMMENT = /#.*/s;
/** What editors and shells leave in a file that shows only ids: byte order marks, the zero bytes of UTF-16, signs without width. */
const UNSEEN = /^\ufffd{2}|[\0\p{Cf}]/gu;
const ONLY_ZEROS = /^\0+$/;
/** What may stand around and between ids: as in lists of YAML, JSON and prose. */
const MARKS = /^[-\s,;"'`‘’“”[\]]*$/;
const CLEAR = /^[-\w*\s,;"'`‘’“”[\]]*$/;
const WORD = /[-\w*]+/g;
const MOST_SHOWN = 60;
const TOO_LONG = `all that stands behind the first ${MOST_KILL_BYTES} bytes: take old lines out`;

/** Reads a list: ids or `*`, one or several per line, comments behind `#`. Lenient with everything around ids. Never throws. */
export function parseKillList(bytes: Uint8Array): KillList {
  const isTooLong = bytes.length > MOST_KILL_BYTES;
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_KILL_BYTES));
  const lines = text
    .replace(UNSEEN, '')
    .normalize('NFKC')
    .replace(/\p{Pd}/gu, '-')
    .split(/\r\n|\r|\n/);
  // Half a line could be the id of another rule.
  if (isTooLong) lines.pop();
  const written = lines.map((line) => line.replace(COMMENT, '').trim()).filter((line) => !MARKS.test(line));
  const unclear = written.filter((line) => !isClear(line));
  const isEmpty = written.length === 0 && !isTooLong && !ONLY_ZEROS.test(text);
  return {
    ids: new Set(written.flatMap(wordsOf).filter(isId)),
    unclear: [...unclear.map((line) => line.slice(0, MOST_SHOWN)), ...(isTooLong ? [TOO_LONG] : [])],
    isList: isEmpty || unclear.length < written.length,
  };
}

/** Whether a list switches a rule off. */
export const kills = ({ ids }: Pick<KillList, 'ids'>, ruleId: string): boolean =>
  ids.has(EVERY_RULE) || ids.has(bare(ruleId));

/** Ids of a list that none of some rules has. */
export function idsOfNone({ ids }: Pick<KillList, 'ids'>, ruleIds: readonly string[]): readonly string[] {
  const known = new Set([EVERY_RULE, ...ruleIds.map(bare)]);
  return [...ids].filter((id) => !known.has(id));
}

/** What either of two lists switches off. */
export const together = (one: KillList, other: KillList): KillList => ({
  ...one,
  ids: new Set([...one.ids, ...other.ids]),
});

function isClear(line: string): boolean {
  const words = wordsOf(line);
  return CLEAR.test(line) && words.length > 0 && words.every(isId);
}

const isId = (word: string): boolean => word === EVERY_RULE || ID.test(word);

/** A star in front of other words is the mark of a list item. */
function wordsOf(line: string): readonly string[] {
  const words = (line.match(WORD) ?? []).map(bare).filter((word) => word !== '');
  return words.length > 1 && words[0] === EVERY_RULE ? words.slice(1) : words;
}

/** An id without what people confuse in ids: capitals, underscores, dashes and stars at its ends. */
const bare = (word: string): string =>
  word === EVERY_RULE
    ? word
    : word
        .toLowerCase()
        .replaceAll('_', '-')
        .replace(/^[-*]+|[-*]+$/g, '');
