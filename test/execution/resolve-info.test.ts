import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, print } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { createEagerExecutor } from './support/compare.js';
import { smallSchema } from './support/small-schema.js';

const TEXT = 'type Query { list: [Item!]! } type Item { name(upper: Boolean, size: Int = 3): String }';
const QUERY =
  'query Q($u: Boolean) { all: list { ...F n: name(upper: $u) } } fragment F on Item { n: name(upper: $u) }';

/** What a resolver sees of an execution, as comparable values. */
function describeInfo(info: GraphQLResolveInfo): unknown {
  const keys: (string | number)[] = [];
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev)
    keys.unshift(path.key);
  return {
    keys,
    fieldName: info.fieldName,
    nodes: info.fieldNodes.map((node) => `${print(node)} at ${node.loc?.start}`),
    returnType: info.returnType.toString(),
    parentType: info.parentType,
    schema: info.schema,
    fragments: Object.keys(info.fragments),
    operation: info.operation,
    variables: { ...info.variableValues },
  };
}

test("resolvers of compiled operations see the client's operation, the real schema and their own arguments", async () => {
  const seen: unknown[] = [];
  const schema = smallSchema(TEXT, {
    'Query.list': (_source, _args, context, info) => {
      seen.push(describeInfo(info), context);
      return [{}, {}];
    },
    'Item.name': (_source, args, _context, info) => {
      seen.push(describeInfo(info), args);
      return 'name';
    },
  });
  const executor = createEagerExecutor(schema);
  const request = { document: parse(QUERY), variables: { u: true }, contextValue: { a: 'context' } };
  await executor.execute(request);
  const interpreted = seen.splice(0);
  await executor.execute(request);
  assert.equal(seen.length, 6);
  assert.deepEqual(seen, interpreted);
});

test('a resolver that changes its arguments changes them for itself alone', async () => {
  const sizes: unknown[] = [];
  const schema = smallSchema(TEXT, {
    'Query.list': () => [{}, {}, {}],
    'Item.name': (_source, args: Record<string, unknown>) => {
      sizes.push(args['size']);
      args['size'] = 99;
      return null;
    },
  });
  const executor = createEagerExecutor(schema);
  const request = { document: parse('{ list { name } }'), contextValue: {} };
  await executor.execute(request);
  await executor.execute(request);
  assert.deepEqual(sizes, [3, 3, 3, 3, 3, 3]);
});
