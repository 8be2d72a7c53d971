import { writeFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/**
 * Writes a file that an option names.
 * @throws UsageError when it cannot be written
 */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path} cannot be written: ${code}.`, 'Name another file.');
  }
}
