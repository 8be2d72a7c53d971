import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import {
  Kind,
  TokenKind,
  TypeInfo,
  isIntrospectionType,
  isObjectType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode } from 'graphql';
import { buildStubSchema } from './stub-root.resolver.js';

const folder = new URL('../../../test/operations/', import.meta.url);
const schema = buildStubSchema();
const operations = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => ({ file, document: parse(readFileSync(new URL(file, folder), 'utf8')) }));

function namesOf(
  document: DocumentNode,
  kind: Kind.OPERATION_DEFINITION | Kind.FRAGMENT_DEFINITION,
): string[] {
  return document.definitions.flatMap((it) => (it.kind === kind && it.name ? [it.name.value] : []));
}

function tokensOf({ loc }: DocumentNode): number {
  let count = 0;
  for (let token = loc?.startToken.next; token; token = token.next) {
    if (token.kind !== TokenKind.COMMENT && token.kind !== TokenKind.EOF) count += 1;
  }
  return count;
}

test('there are enough operations to stand for real clients', () => {
  assert.ok(operations.length >= 14);
});

for (const { file, document } of operations) {
  test(`${file} is valid, holds one operation, and stays below the token limit of the gateway`, () => {
    assert.deepEqual(validate(schema, document), []);
    assert.equal(namesOf(document, Kind.OPERATION_DEFINITION).length, 1);
    const tokens = tokensOf(document);
    assert.ok(tokens > 10 && tokens <= 1500, `${tokens} tokens`);
  });
}

test('names of operations and fragments are unique and in PascalCase', () => {
  const names = operations.flatMap(({ document }) => [
    ...namesOf(document, Kind.OPERATION_DEFINITION),
    ...namesOf(document, Kind.FRAGMENT_DEFINITION),
  ]);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index || !/^([A-Z][a-z]+)+$/.test(name)),
    [],
  );
});

test('every field of the schema is selected by some operation', () => {
  const selected = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  for (const { document } of operations) {
    visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Field: ({ name }) => void selected.add(`${typeInfo.getParentType()?.name}.${name.value}`),
      }),
    );
  }
  // A field selected on the interface is selected on every type that implements it.
  const isSelected = (type: string, interfaces: readonly { name: string }[], field: string): boolean =>
    [type, ...interfaces.map(({ name }) => name)].some((owner) => selected.has(`${owner}.${field}`));
  const unselected = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((type) =>
      isObjectType(type)
        ? Object.keys(type.getFields())
            .filter((field) => !isSelected(type.name, type.getInterfaces(), field))
            .map((field) => `${type.name}.${field}`)
        : [],
    );
  assert.deepEqual(unselected, []);
});
