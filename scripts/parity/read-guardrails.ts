import { readFile } from 'node:fs/promises';
import { guardrailsIn } from '../../rollout/fleet/guardrails-in.js';
import { HistoryError, readHistory } from '../../rollout/fleet/history.js';
import type { ReportParts } from '../../rollout/parity/parity-report.js';
import { UsageError } from '../shared/usage-error.js';

/** The fleet check writes every ten minutes: a longer silence before the last comparison is more than a restart. */
const LONGEST_SILENCE_MS = 2 * 3_600_000;

/** What the fleet check wrote to its history about each rule; undefined: there is no history, and nothing is known. */
export async function readGuardrails(
  path: string | undefined,
): Promise<NonNullable<ReportParts['guardrails']>> {
  if (path === undefined) return () => 'unknown';
  try {
    const history = readHistory(await readFile(path, 'utf8'));
    return (id, { lastAt }) =>
      lastAt === null ? 'unknown' : guardrailsIn(history, id, lastAt - LONGEST_SILENCE_MS);
  } catch (error) {
    if (error instanceof HistoryError)
      throw new UsageError(`${path}: ${error.message}`, 'Correct the line, or name another --history.');
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path} cannot be read: ${code}.`, 'Name the history of the fleet check.');
  }
}
