/** Rules that are switched off. Immutable. */
export interface KillList {
  /** Ids of rules; `*` is every rule. */
  readonly ids: ReadonlySet<string>;
  /** Lines that are no id, and the end of a list that is too long: they kill nothing, and somebody should look. */
  readonly ignored: number;
}

/** Nothing is switched off. */
export const NO_KILLS: KillList = { ids: new Set(), ignored: 0 };

/** Bytes of the longest list; what stands behind them is ignored. */
export const MOST_KILL_BYTES = 4 * 1024;

const EVERY_RULE = '*';
const LINE = /^(?:\*|[a-z0-9-]{1,40})$/;
const COMMENT = /#.*$/;

/** Reads a list: an id or `*` per line, comments behind `#`. Never throws. */
export function parseKillList(bytes: Uint8Array): KillList {
  const tooLong = bytes.length > MOST_KILL_BYTES;
  const lines = new TextDecoder().decode(bytes.subarray(0, MOST_KILL_BYTES)).split(/\r\n|\r|\n/);
  // Half a line could be the id of another rule.
  if (tooLong) lines.pop();
  const words = lines.map((line) => line.replace(COMMENT, '').trim()).filter((word) => word !== '');
  const ids = words.filter((word) => LINE.test(word));
  return { ids: new Set(ids), ignored: words.length - ids.length + (tooLong ? 1 : 0) };
}

/** Whether a list switches a rule off. */
export const kills = ({ ids }: KillList, ruleId: string): boolean => ids.has(EVERY_RULE) || ids.has(ruleId);

/** What either of two lists switches off. */
export const together = (one: KillList, other: KillList): KillList => ({
  ids: new Set([...one.ids, ...other.ids]),
  ignored: one.ignored,
});
