import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createComparison } from './support/compare.js';
import { smallSchema } from './support/small-schema.js';

const TEXT = `
  type Query { a: Node b(n: Int): String list: [Node] named: [Named] }
  type Node { b(n: Int): String a: Node }
  interface Named { name: String }
  type Strict implements Named { name: String! }
  type Loose implements Named { name: String }
`;
const describePath = (_source: unknown, args: object, _context: unknown, info: { fieldName: string }) =>
  `${info.fieldName} ${JSON.stringify(args)}`;
const schema = smallSchema(TEXT, {
  'Query.a': () => ({}),
  'Query.b': describePath as never,
  'Query.list': () => [{}],
  'Query.named': () => [
    { __typename: 'Loose', name: null },
    { __typename: 'Strict', name: null },
  ],
  'Node.b': describePath as never,
  'Node.a': () => Promise.resolve({}),
});

const cases = [
  { query: '{ a { b(n: 1) } b_a: b(n: 2) }', compiled: false },
  { query: '{ list { b(n: 1) } b_idx0_list: b(n: 2) }', compiled: false },
  { query: '{ a { a { b(n: 1) } b(n: 3) } x_a: b(n: 2) }', compiled: true },
  { query: '{ named { name } }', compiled: false },
  { query: '{ named { ... on Strict { name } } }', compiled: true },
];

for (const { query, compiled } of cases) {
  test(`${query} is ${compiled ? 'compiled' : 'interpreted, as compiled code would mix fields up'}`, async () => {
    const { compare } = createComparison(schema);
    const { isCompiled } = await compare({ query, variables: {}, operationName: undefined }, () => ({}));
    assert.equal(isCompiled, compiled);
  });
}
