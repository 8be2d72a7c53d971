import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of source text kept as parsed documents; a document takes about 50 bytes of memory per character. */
const MAX_CHARACTERS = 1_000_000;
const MAX_DOCUMENTS = 1_000;

/** Length of a SHA-256 in hex. Apollo Server puts a hash of the schema before it, but here is one schema only. */
const HASH_LENGTH = 64;

/** Parsed and validated documents by the SHA-256 of their text in hex, as Apollo Server uses them. */
export interface DocumentStore {
  get(key: string): Promise<DocumentNode | undefined>;
  set(key: string, document: DocumentNode): Promise<void>;
  delete(key: string): Promise<boolean>;
}

/** Creates a store bounded by count and size; `onDropped` hears of each document that leaves it. */
export function createDocumentStore(onDropped: (document: DocumentNode) => void): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (document) => document.loc?.end || 1,
    dispose: onDropped,
  });
  return {
    get: (key) => Promise.resolve(documents.get(key.slice(-HASH_LENGTH))),
    set: (key, document) => Promise.resolve(void documents.set(key.slice(-HASH_LENGTH), document)),
    delete: (key) => Promise.resolve(documents.delete(key.slice(-HASH_LENGTH))),
  };
}
