import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphQLError, parse } from 'graphql';
import { createComparison, createEagerExecutor } from './support/compare.js';
import { smallSchema } from './support/small-schema.js';
import type { Resolvers } from './support/small-schema.js';

/** Compares one query over a schema made for it, and demands that it was compiled. */
async function compareOnce(text: string, resolvers: Resolvers, query: string): Promise<void> {
  const { compare } = createComparison(smallSchema(text, resolvers));
  const { isCompiled, isExcused } = await compare(
    { query, variables: {}, operationName: undefined },
    () => ({}),
  );
  assert.ok(isCompiled);
  assert.ok(!isExcused);
}

/** Throws anything, as JavaScript allows. */
function throwAnything(value: unknown): never {
  throw value as Error;
}

const THROWN: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['zero', 0],
  ['an empty text', ''],
  ['a text', 'text'],
  ['an object', { an: 'object' }],
  ['an error', new TypeError('typed')],
  ['an error with a code', new GraphQLError('own', { extensions: { code: 'OWN' } })],
];

for (const [what, thrown] of THROWN) {
  test(`a resolver throws or rejects with ${what}`, async () => {
    const text = 'type Query { now: String later: String! fine: String }';
    const resolvers: Resolvers = {
      'Query.now': () => throwAnything(thrown),
      'Query.later': () => Promise.resolve().then(() => throwAnything(thrown)),
    };
    await compareOnce(text, resolvers, '{ fine now }');
    await compareOnce(text, resolvers, '{ fine later }');
  });
}

test('an item of a list rejects late: the list keeps its length and order', async () => {
  const late = (value: unknown, ticks: number): Promise<unknown> =>
    ticks > 0 ? Promise.resolve().then(() => late(value, ticks - 1)) : Promise.resolve(value);
  const resolvers: Resolvers = {
    'Query.strict': () => [late('a', 5), late('b', 9).then(() => throwAnything(new Error('lost'))), 'c'],
    'Query.list': () => [
      late('a', 5),
      late('b', 9).then(() => throwAnything(new Error('lost'))),
      'c',
      late(null, 2),
    ],
  };
  const text = 'type Query { list: [String] strict: [String!] }';
  await compareOnce(text, resolvers, '{ list }');
  await compareOnce(text, resolvers, '{ strict }');
});

test('a getter that throws is an error of the answer, not a request without an answer', async () => {
  const source = {
    get odd(): string {
      throw new Error('getter failed');
    },
  };
  const schema = smallSchema('type Query { thing: Thing } type Thing { odd: String }', {
    'Query.thing': () => Promise.resolve(source),
  });
  const executor = createEagerExecutor(schema);
  const document = parse('{ thing { odd } }');
  await executor.execute({ document, contextValue: {} });
  const { data, errors } = await executor.execute({ document, contextValue: {} });
  assert.deepEqual({ ...data }, { thing: null });
  assert.deepEqual(
    errors?.map(({ message, path }) => ({ message, path })),
    [{ message: 'getter failed', path: ['thing'] }],
  );
});

test('a failure while a synchronous value is completed ends the execution with an error', async () => {
  const source = {
    get odd(): string {
      throw new Error('getter failed');
    },
  };
  const schema = smallSchema('type Query { slow: String thing: Thing } type Thing { odd: String }', {
    'Query.slow': () => new Promise((resolve) => setImmediate(resolve, 'slow')),
    'Query.thing': () => source,
  });
  const executor = createEagerExecutor(schema);
  const document = parse('{ slow thing { odd } }');
  await executor.execute({ document, contextValue: {} });
  const { errors } = await executor.execute({ document, contextValue: {} });
  assert.equal(errors?.[0]?.message, 'getter failed');
  await new Promise((resolve) => setTimeout(resolve, 10)); // an unhandled rejection would fail the test
});

test('several fields at fault: one error for each place that is null', async () => {
  const text = 'type Query { outer: Outer fine: String } type Outer { a: String! b: String! c: String }';
  const fail = (name: string) => () => Promise.reject(new Error(name));
  const resolvers: Resolvers = {
    'Query.outer': () => ({}),
    'Outer.a': fail('a'),
    'Outer.b': fail('b'),
    'Outer.c': fail('c'),
  };
  await compareOnce(text, resolvers, '{ fine outer { a b } }');
  await compareOnce(text, resolvers, '{ fine outer { c a } }');
});
