import { GraphQLError } from 'graphql';
import type { DocumentNode, ValidationRule } from 'graphql';
import { DOCUMENT_LIMITS } from './document-limits.js';
import type { DocumentLimit } from './document-limits.js';
import { isExecutable, measureDocument } from './measure-document.js';

/**
 * The validation rule of production: refuses documents beyond a limit, naming the limit in `extensions.reason`, before
 * the rules of the specification look at any selection.
 */
export const limitsRule: ValidationRule = (context) => ({
  Document(document) {
    const measures = measureDocument(document);
    for (const limit of Object.keys(DOCUMENT_LIMITS) as DocumentLimit[]) {
      if (measures[limit] <= DOCUMENT_LIMITS[limit]) continue;
      const message = `The document exceeds the limit ${limit} of ${DOCUMENT_LIMITS[limit]}.`;
      context.reportError(new GraphQLError(message, { extensions: { reason: limit } }));
    }
    if (hasReservedName(document)) {
      const message = 'Names of operations and fragments must not begin with two underscores.';
      context.reportError(new GraphQLError(message, { extensions: { reason: 'RESERVED_NAME' } }));
    }
  },
});

/** Tools that exempt introspection by name would let such a document through. */
function hasReservedName({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) => isExecutable(definition) && definition.name?.value.startsWith('__'),
  );
}
