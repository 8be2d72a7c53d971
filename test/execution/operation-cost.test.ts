import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { OperationCosts } from '../../src/execution/limits/operation-cost.js';
import { operationOf } from '../../src/execution/operation-of.js';

const schema = buildSchema(`
  type Query { feed(first: Int = 10): Feed! items(ids: [ID!]!): [Item]! item: Item size: Int }
  type Feed { edges: [Edge!]! nodes: [Card!]! info: Info! total: Int }
  type Edge { node: Card! }
  type Info { next: Boolean }
  union Card = Item | Banner
  type Item { id: ID parts(first: Int = 5): Parts! tags: [Tag!]! item: Item }
  type Parts { nodes: [Item!]! }
  type Banner { image: Tag other: Tag }
  type Tag { name: String }
`);
const PAGE_SIZES = { 'Query.feed': 20, 'Item.parts': 5 };

const CASES: readonly { query: string; variables?: object; objects: number; why: string }[] = [
  { query: '{ size }', objects: 0, why: 'leaves are free' },
  { query: '{ item { id } }', objects: 1, why: 'an object is one' },
  { query: '{ feed { total } }', objects: 1, why: 'a page that is not listed counts once' },
  { query: '{ feed { nodes { __typename } } }', objects: 11, why: 'the default of the argument' },
  { query: '{ feed(first: 3) { nodes { __typename } } }', objects: 4, why: 'a literal' },
  {
    query: '{ feed(first: 1000000) { nodes { __typename } } }',
    objects: 21,
    why: 'clamped to the largest page',
  },
  { query: '{ feed(first: -5) { nodes { __typename } } }', objects: 2, why: 'never below one' },
  { query: '{ feed(first: null) { nodes { __typename } } }', objects: 11, why: 'null is the default' },
  {
    query: 'query ($n: Int = 4) { feed(first: $n) { nodes { __typename } } }',
    objects: 5,
    why: 'the default of a variable',
  },
  {
    query: 'query ($n: Int = 4) { feed(first: $n) { nodes { __typename } } }',
    variables: { n: 7 },
    objects: 8,
    why: 'a variable',
  },
  {
    query: '{ feed(first: 2) { edges { node { __typename } } nodes { __typename } info { next } } }',
    objects: 8,
    why: 'both lists of a page',
  },
  { query: '{ items(ids: ["a", "b", "c"]) { id } }', objects: 3, why: 'a list of ids' },
  {
    query: 'query ($v: [ID!]!) { items(ids: $v) { tags { name } } }',
    variables: { v: ['a', 'b'] },
    objects: 4,
    why: 'lists without a size count once',
  },
  {
    query: '{ feed(first: 2) { nodes { ... on Item { parts(first: 9) { nodes { id } } } } } }',
    objects: 15,
    why: 'lists multiply',
  },
  {
    query:
      '{ feed(first: 1) { nodes { ... on Item { item { id } } ... on Banner { image { name } other { name } } } } }',
    objects: 4,
    why: 'the dearest of exclusive types',
  },
  {
    query:
      '{ ...F } fragment F on Query { feed(first: 1) { ...G } } fragment G on Feed { nodes { __typename } }',
    objects: 2,
    why: 'through fragments',
  },
];

function costOf(query: string, variables: object = {}): { objects: number; longestList: number } {
  const document = parse(query);
  const operation = operationOf(document, undefined);
  assert.ok(operation);
  const costs = new OperationCosts(schema, PAGE_SIZES);
  const cost = costs.costOf(document, operation, { ...variables });
  assert.deepEqual(costs.costOf(document, operation, { ...variables }), cost, 'remembered');
  return cost;
}

for (const { query, variables, objects, why } of CASES) {
  test(`${why}: ${query} costs ${objects}`, () => assert.equal(costOf(query, variables).objects, objects));
}

test('the longest list given is reported', () => {
  const ids = Array.from({ length: 51 }, (_, n) => `${n}`);
  const query = 'query ($v: [ID!]!) { a: items(ids: ["x"]) { id } b: items(ids: $v) { id } }';
  assert.equal(costOf(query, { v: ids }).longestList, 51);
});

test('fragments that fan out to 2^30 are counted in time linear to the text', () => {
  const fragments = Array.from(
    { length: 30 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
  );
  const from = process.cpuUsage();
  const { objects } = costOf(`{ ...F0 } ${fragments.join(' ')} fragment F30 on Query { item { id } }`);
  const { user } = process.cpuUsage(from);
  assert.equal(objects, 2 ** 30);
  assert.ok(user < 50_000, `${user / 1000} ms`);
});
