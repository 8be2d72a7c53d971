import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { caseFiles } from './case-folder.js';
import { unframe } from './frame.js';
import { CASE_FORMAT, type RecordedCase } from './recorded-case.js';

const ID_DIGITS = 16;

/** A case that was read. */
export interface CaseRead {
  /** Hash of its content: the same for every reader. */
  readonly id: string;
  readonly recorded: RecordedCase;
}

/** The cases of one file. */
export interface CasesOfFile {
  readonly path: string;
  readonly cases: readonly CaseRead[];
  /** Torn or damaged records. */
  readonly damaged: number;
  /** Records of another format. */
  readonly unknown: number;
}

/** Reads the files of a folder one after the other, or one file. @throws ErrnoException when there is no such place */
export async function* readCases(place: string): AsyncGenerator<CasesOfFile> {
  const paths = (await stat(place)).isDirectory() ? await caseFiles(place) : [place];
  for (const path of paths) yield { path, ...casesIn(await readFile(path)) };
}

/** The cases of a file's bytes. */
export function casesIn(file: Buffer): Omit<CasesOfFile, 'path'> {
  const { records, damaged } = unframe(file);
  const cases = records.flatMap((record): CaseRead | [] => {
    const recorded = caseOf(record);
    return recorded
      ? { id: createHash('sha256').update(record).digest('hex').slice(0, ID_DIGITS), recorded }
      : [];
  });
  return { cases, damaged, unknown: records.length - cases.length };
}

/** The checksum vouches for what one of our writers wrote: the format alone is looked at. */
function caseOf(record: Buffer): RecordedCase | null {
  try {
    const value = JSON.parse(record.toString('utf8')) as { readonly format?: unknown };
    return value.format === CASE_FORMAT ? (value as RecordedCase) : null;
  } catch {
    return null;
  }
}
