import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { buildStubSchema } from './stub-root.resolver.js';

const schema = buildStubSchema();
const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

function membersOf(type: GraphQLNamedType): { path: string; description?: string | null | undefined }[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description }) => ({ path: `${type.name}.${name}`, description }));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
      { path: `${type.name}.${name}`, description },
      ...args.map((arg) => ({
        path: `${type.name}.${name}(${arg.name}:)`,
        description: arg.description,
      })),
    ]);
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => ({
      path: `${type.name}.${name}`,
      description,
    }));
  }
  return [];
}

test('every type, field, argument and enum value has a description', () => {
  const described = ownTypes.flatMap((type) => [
    { path: type.name, description: type.description },
    ...membersOf(type),
  ]);
  assert.ok(described.length > 250, `only ${described.length} members were found`);
  const bare = described.filter(({ description }) => !description?.trim()).map(({ path }) => path);
  assert.deepEqual(bare, []);
});

test('a description ends as a sentence', () => {
  const members = ownTypes.flatMap((type) => [
    { path: type.name, description: type.description },
    ...membersOf(type),
  ]);
  assert.deepEqual(
    members.filter(({ description }) => !description?.endsWith('.')).map(({ path }) => path),
    [],
  );
});

test('the GraphQL name of every field is the name of its property', () => {
  const { fields } = getMetadataStorage();
  assert.ok(fields.length > 100);
  assert.deepEqual(
    fields.filter(({ name, schemaName }) => name !== schemaName).map(({ schemaName }) => schemaName),
    [],
  );
});

test('a field without I/O has no resolver of its own, so it costs one property read', () => {
  const resolved = ownTypes
    .filter(isObjectType)
    .filter((type) => type !== schema.getQueryType())
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ resolve }) => resolve !== undefined)
        .map(({ name }) => `${type.name}.${name}`),
    );
  assert.deepEqual(resolved, ['Video.products']);
});

test('every file that decorates loads the metadata registry before anything else', () => {
  const folder = new URL('../../../schema/', import.meta.url);
  const decorating = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
    .filter(({ text }) => text.includes("from 'type-graphql'"));
  assert.ok(decorating.length > 20);
  assert.deepEqual(
    decorating.filter(({ text }) => !text.startsWith("import './metadata.js';\n")).map(({ name }) => name),
    [],
  );
});
