import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/**
 * The text of a file. `remedy`: what to do when it is not there or cannot be read.
 * @throws UsageError
 */
export async function textOf(path: string, remedy = 'Give the path of a file that exists.'): Promise<string> {
  const text = await textIfAny(path, remedy);
  if (text !== null) return text;
  throw new UsageError(`There is no file ${path}.`, remedy);
}

/**
 * The text of a file; null: there is none.
 * @throws UsageError when it is there and cannot be read
 */
export async function textIfAny(
  path: string,
  remedy = 'See to its place and its rights.',
): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UsageError(`${path} cannot be read: ${code}.`, remedy);
  }
}
