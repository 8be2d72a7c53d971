import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql';
import type { SelectedCoordinates } from '../../rollout/parity/coverage.js';

const ROOT = new URL('../../../', import.meta.url);
const SCHEMA = new URL('schema/schema.graphql', ROOT);
const OPERATIONS = new URL('test/operations/', ROOT);

/** Coordinates that the committed operations select, by the operation's name. */
export function selectedCoordinates(): SelectedCoordinates {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
  return new Map(
    readdirSync(OPERATIONS)
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => selectedIn(schema, readFileSync(new URL(file, OPERATIONS), 'utf8'))),
  );
}

/** Fragments stand in the file of their one operation. */
function selectedIn(schema: GraphQLSchema, text: string): [name: string, coordinates: readonly string[]] {
  const types = new TypeInfo(schema);
  const coordinates = new Set<string>();
  let operation = '';
  visit(
    parse(text),
    visitWithTypeInfo(types, {
      OperationDefinition: ({ name }) => void (operation = name?.value ?? ''),
      Field: ({ name }) => void coordinates.add(`${types.getParentType()?.name ?? ''}.${name.value}`),
    }),
  );
  return [operation, [...coordinates]];
}
