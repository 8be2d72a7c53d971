import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, stripIgnoredCharacters } from 'graphql';

/** The operations that clients were released with, copied by the build from `test/operations/`; codegen reads the same files. */
export const OPERATIONS_FOLDER = join(import.meta.dirname, '../operations');

/**
 * Texts of the registered documents: each as it was written, as tools print it, and without ignored characters, which are the
 * three ways in which clients send one.
 * @throws GraphQLError when a file is not GraphQL: a release with it must not start
 */
export function readTrustedDocuments(folder: string = OPERATIONS_FOLDER): Set<string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => [text, print(parse(text)), stripIgnoredCharacters(text)]));
}
