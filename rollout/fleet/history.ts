import { z } from 'zod';

/** A share that was published, by people or by the fleet check. */
const publication = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  version: z.int().min(1),
  rule: z.string(),
  bp: z.int().min(0).max(10_000),
});

/** What the fleet check counted on both arms up to `at`. */
const measurement = z.object({
  at: z.iso.datetime(),
  rule: z.string(),
  /** Of the rules under which it was counted: the one that brought the share. */
  version: z.int().min(1),
  /** Length of the time that ended at `at`. */
  ms: z.number().min(0),
  outcomes: z.object({ control: z.number().min(0), treatment: z.number().min(0) }),
  /** What came of judging it, with what was too little to be judged before; unknown: it still is too little. */
  guardrails: z.enum(['good', 'bad', 'unknown']).default('unknown'),
});

/** @see publication */
export type Publication = z.infer<typeof publication>;
/** @see measurement */
export type Measurement = z.infer<typeof measurement>;

/** What a file of history holds, in the order of its lines. */
export interface History {
  readonly publications: readonly Publication[];
  readonly measurements: readonly Measurement[];
}

/** Thrown at a line that is neither. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/**
 * Reads a history of one JSON object per line. A last line without an end was torn by a crash and is left out.
 * @throws HistoryError
 */
export function readHistory(text: string): History {
  const publications: Publication[] = [];
  const measurements: Measurement[] = [];
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    if (line.trim() === '') continue;
    const value = parse(line);
    const published = publication.safeParse(value);
    const measured = measurement.safeParse(value);
    if (published.success) publications.push(published.data);
    else if (measured.success) measurements.push(measured.data);
    else throw new HistoryError(`Line ${index + 1} is neither a publication nor a measurement.`);
  }
  return { publications, measurements };
}

/** One line of a history, with its end. */
export const historyLine = (entry: Publication | Measurement): string => `${JSON.stringify(entry)}\n`;

/** When and with which version a rule came to the share it has; null: the last publication of it says another share, or none does. */
export function cameTo(
  { publications }: History,
  ruleId: string,
  bp: number,
): { readonly at: number; readonly version: number } | null {
  const own = publications.filter(({ rule }) => rule === ruleId);
  const before = own.findLastIndex((entry) => entry.bp !== bp);
  const first = own[before + 1];
  return first ? { at: Date.parse(first.at), version: first.version } : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}
