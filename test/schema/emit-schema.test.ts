import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphQLSchema, buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { emitSchema, staleLines } from '../../scripts/emit-schema.js';
import { buildStubSchema } from './stub-root.resolver.js';

const schema = buildStubSchema();

test('what is emitted reads back as the same schema, descriptions included', () => {
  const readBack = buildSchema(emitSchema(schema));
  const sorted = printSchema(lexicographicSortSchema(readBack));
  assert.equal(sorted, printSchema(lexicographicSortSchema(schema)));
  assert.match(sorted, /"""Stock of a product."""/);
});

test('Query comes first and the other types follow by name', () => {
  const names = [...emitSchema(schema).matchAll(/^(?:type|interface|input|enum|scalar) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  );
  assert.equal(names[0], 'Query');
  const others = names.slice(1);
  assert.deepEqual(others, [...others].sort());
  assert.ok(others.length > 50);
});

test('the order in which code registers types does not show', () => {
  const config = schema.toConfig();
  const reversed = new GraphQLSchema({ ...config, types: config.types.toReversed() });
  assert.notDeepEqual(Object.keys(reversed.getTypeMap()), Object.keys(schema.getTypeMap()));
  assert.equal(emitSchema(reversed), emitSchema(schema));
});

test('a directive that would be lost is refused', () => {
  const withDirective = buildSchema('directive @lost on OBJECT type Query { a: Int }');
  assert.throws(() => emitSchema(withDirective), /does not print directives: @lost/);
});

test('lines that differ are told apart, equal ones are left out', () => {
  assert.deepEqual(staleLines('a\nold\nc\n', 'a\nnew\nc\nd\n'), ['+ new', '- old', '+ d']);
  assert.deepEqual(staleLines('a\nb\n', 'a\nb\n'), []);
});
