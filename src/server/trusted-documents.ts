import { createHash } from 'node:crypto';
import { parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { DocumentStore } from '../execution/document-store.js';
import { refusal } from '../refusal.js';

/** The documents that clients were released with. */
export interface TrustedDocuments {
  /** Whether a text is registered, byte for byte. */
  has(text: string): boolean;
  /** Throws DOCUMENT_NOT_TRUSTED for an unregistered text while only registered documents may run. */
  require(text: string): void;
}

/** Takes the registered texts; without them every document may run, and none counts as registered. */
export function createTrustedDocuments(texts: ReadonlySet<string> | null | undefined): TrustedDocuments {
  return {
    has: (text) => texts?.has(text) ?? false,
    require: (text) => {
      if (texts && !texts.has(text)) throw refusal('DOCUMENT_NOT_TRUSTED');
    },
  };
}

/** Parses and validates the registered documents, so that no request waits for it. Faulty ones are left to their request. */
export function preloadDocuments(texts: Iterable<string>, schema: GraphQLSchema, store: DocumentStore): void {
  for (const text of texts) {
    try {
      const document = parse(text);
      if (validate(schema, document).length > 0) continue;
      void store.set(createHash('sha256').update(text).digest('hex'), document);
    } catch {
      continue; // the request that sends it gets the error
    }
  }
}
