import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The operations that clients were released with, copied by the build from `test/operations/`; codegen reads the same files. */
export const OPERATIONS_FOLDER = join(import.meta.dirname, '../operations');

/** Made by the build beside the operations: a JSON list of the texts, so that no start parses and prints them. */
export const TRUSTED_TEXTS = 'trusted-texts.json';

/** Texts of the documents that may run in production, in every form in which clients send them. */
export function readTrustedDocuments(): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(join(OPERATIONS_FOLDER, TRUSTED_TEXTS), 'utf8')) as string[]);
}
