import { GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { operationTypesRule } from '../execution/limits/operation-types-rule.js';
import { operationOf } from '../execution/operation-of.js';
import { Unexplainable } from './unexplainable.js';

/** A document that fits the schema, and the one operation of it that is meant. */
export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Reads the operation of a document.
 * @throws Unexplainable when it is no GraphQL, does not fit the schema, or it is not clear which operation is meant
 */
export function readOperation(schema: GraphQLSchema, text: string, name: string | undefined): ReadOperation {
  const document = parsed(text);
  const problems = validate(schema, document, [...specifiedRules, operationTypesRule]);
  if (problems.length > 0)
    throw new Unexplainable(
      `The document does not fit the schema:\n${problems.map(inPlace).join('\n')}`,
      'Correct it; schema/schema.graphql says what can be selected.',
    );
  const operation = operationOf(document, name);
  if (!operation) throw unclear(document, name);
  return { document, operation };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Unexplainable(`The document is no GraphQL:\n${inPlace(error)}`, 'Correct it at that place.');
  }
}

const inPlace = ({ message, locations }: GraphQLError): string =>
  `  ${(locations ?? []).map(({ line, column }) => `line ${line}, column ${column}: `).join('')}${message}`;

function unclear({ definitions }: DocumentNode, name: string | undefined): Unexplainable {
  const names = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? '(without a name)') : [],
  );
  if (names.length === 0)
    return new Unexplainable('The document has no operation.', 'Give one with a query in it.');
  return new Unexplainable(
    name === undefined
      ? `The document has several operations: ${names.join(', ')}.`
      : `The document has no operation ${name}: ${names.join(', ')}.`,
    `Name one of them, for example --operation ${names[0] ?? ''}.`,
  );
}
