import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { createComparison, createEagerExecutor } from './support/compare.js';
import { smallSchema } from './support/small-schema.js';

const schema = smallSchema('type Query { a: String b: String self: Query }', {
  'Query.a': () => 'a',
  'Query.b': () => Promise.resolve('b'),
  'Query.self': () => ({}),
});

/** Queries whose conditions graphql-jit alone gets wrong, or orders differently. */
const QUERIES = [
  'query ($x: Boolean!, $y: Boolean!) { ...F @include(if: $x) ...F @skip(if: $y) b } fragment F on Query { a }',
  'query ($x: Boolean!, $y: Boolean!) { a @include(if: $x) b a @skip(if: $y) }',
  'query ($x: Boolean!, $y: Boolean!) { self @include(if: $x) { ... { b } } self { a @skip(if: $y) } }',
  'query ($x: Boolean!, $y: Boolean!) { self { ...F } ...G } fragment F on Query { a @include(if: $x) } fragment G on Query { self { ...F b @skip(if: $y) } }',
  'query ($x: Boolean = true, $y: Boolean!) { ... @include(if: $x) @skip(if: $y) { a self { b } } b }',
];

for (const query of QUERIES) {
  for (const [x, y] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ]) {
    test(`x ${x}, y ${y}: ${query}`, async () => {
      const { compare } = createComparison(schema);
      const { isCompiled } = await compare(
        { query, variables: { x, y }, operationName: undefined },
        () => ({}),
      );
      assert.ok(isCompiled);
    });
  }
}

test('a condition that is null fails as in graphql-js', async () => {
  const { compare } = createComparison(schema);
  const query = 'query ($x: Boolean = true) { a @include(if: $x) }';
  const { hasErrors } = await compare(
    { query, variables: { x: null }, operationName: undefined },
    () => ({}),
  );
  assert.ok(hasErrors);
});

test('of one document, more combinations of conditions than are kept are interpreted', async () => {
  const names = ['p', 'q', 'r', 's', 't'];
  const definitions = names.map((name) => `$${name}: Boolean!`).join(' ');
  const fields = names.map((name) => `${name}: a @include(if: $${name})`).join(' ');
  const document = parse(`query (${definitions}) { ${fields} b }`);
  let engine = '';
  const executor = createEagerExecutor(schema, (each) => (engine = each));
  let compiled = 0;
  for (let bits = 0; bits < 32; bits++) {
    const included = names.filter((_name, at) => (bits & (1 << at)) !== 0);
    const variables = Object.fromEntries(names.map((name) => [name, included.includes(name)]));
    const request = { document, variables, contextValue: {} };
    await executor.execute(request);
    const { data } = await executor.execute(request);
    assert.deepEqual(Object.keys(data ?? {}), [...included, 'b']);
    if (engine === 'compiled') compiled++;
  }
  assert.equal(compiled, 16);
});
