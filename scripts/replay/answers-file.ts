import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';
import { ANSWERS_FORMAT, type WrittenAnswer } from './written-answer.js';

/** What `--write` of a build has written, by case. @throws UsageError when there is no such file, or it is another one */
export async function readAnswers(path: string): Promise<ReadonlyMap<string, WrittenAnswer>> {
  const remedy = 'Name a file that npm run replay -- CASES --write FILE has written.';
  const text = await textOf(path, remedy);
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const answer = answerOf(line);
      if (!answer) throw new UsageError(`${path} holds no answers of a build.`, remedy);
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
