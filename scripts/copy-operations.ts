import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, stripIgnoredCharacters } from 'graphql';
import { OPERATIONS_FOLDER, TRUSTED_TEXTS } from '../src/read-trusted-documents.js';
import { publishOperation } from '../src/snapshots/snapshot-operation.js';

const SOURCE = join(import.meta.dirname, '../../test/operations');

/**
 * Puts the registered operations beside the compiled code, and their texts as clients send them into one list.
 * @throws GraphQLError when a file is not GraphQL: there is no release with it
 */
function copyOperations(): void {
  rmSync(OPERATIONS_FOLDER, { recursive: true, force: true });
  cpSync(SOURCE, OPERATIONS_FOLDER, { recursive: true });
  const files = readdirSync(OPERATIONS_FOLDER).filter((name) => name.endsWith('.graphql'));
  const written = files.map((name) => readFileSync(join(OPERATIONS_FOLDER, name), 'utf8'));
  const texts = new Set([...written.flatMap(formsOf), publishOperation()]);
  writeFileSync(join(OPERATIONS_FOLDER, TRUSTED_TEXTS), JSON.stringify([...texts]));
}

/** The three ways in which clients send a document: as it was written, as tools print it, and without ignored characters. */
function formsOf(text: string): string[] {
  return [text, print(parse(text)), stripIgnoredCharacters(text)];
}

copyOperations();
