import { readFile } from 'node:fs/promises';
import { ParityProblem } from '../parity/parity-problem.js';
import { ANSWERS_FORMAT, type WrittenAnswer } from './written-answer.js';

/** What `--write` of a build has written, by case. @throws ParityProblem when there is no such file, or it is another one */
export async function readAnswers(path: string): Promise<ReadonlyMap<string, WrittenAnswer>> {
  const remedy = 'Name a file that npm run replay -- CASES --write FILE has written.';
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ParityProblem(`${path} cannot be read: ${code}.`, remedy);
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const answer = answerOf(line);
      if (!answer) throw new ParityProblem(`${path} holds no answers of a build.`, remedy);
      return [answer.id, answer];
    }),
  );
}

function answerOf(line: string): WrittenAnswer | null {
  try {
    const value = JSON.parse(line) as { readonly format?: unknown };
    return value.format === ANSWERS_FORMAT ? (value as WrittenAnswer) : null;
  } catch {
    return null;
  }
}
