import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { createExecutor } from '../../src/execution/executor.js';
import type { Engine, Executor } from '../../src/execution/executor.js';
import { smallSchema } from './support/small-schema.js';

const schema = smallSchema(
  'type Query { hello(name: String = "you"): String! when: String } type Mutation { buy: String }',
  {
    'Query.hello': (_source, { name }) => Promise.resolve(`hello ${String(name)}`),
    'Mutation.buy': () => 'sold',
  },
);

/** An executor whose idle moments the test decides. */
function withIdleQueue(jit = true): {
  executor: Executor;
  engines: Engine[];
  refusals: unknown[];
  idle: () => void;
} {
  const engines: Engine[] = [];
  const refusals: unknown[] = [];
  const tasks: (() => void)[] = [];
  const executor = createExecutor({
    schema,
    jit,
    hideDetails: false,
    onExecution: (engine) => engines.push(engine),
    onRefused: (reason) => refusals.push(reason),
    whenIdle: (task) => tasks.push(task),
  });
  return { executor, engines, refusals, idle: () => tasks.splice(0).forEach((task) => task()) };
}

const execute = (executor: Executor, document: ReturnType<typeof parse>, rest: object = {}) =>
  executor.execute({ document, contextValue: {}, ...rest });

test('an operation is compiled after its third use, when the loop is idle', async () => {
  const { executor, engines, idle } = withIdleQueue();
  const document = parse('{ hello }');
  for (let use = 0; use < 3; use++) await execute(executor, document);
  idle();
  assert.deepEqual(await execute(executor, document), { data: { hello: 'hello you' } });
  assert.deepEqual(engines, ['interpreted', 'interpreted', 'interpreted', 'compiled']);
});

test('nothing is compiled while the loop is busy', async () => {
  const { executor, engines } = withIdleQueue();
  const document = parse('{ hello }');
  for (let use = 0; use < 9; use++) await execute(executor, document);
  assert.ok(engines.every((engine) => engine === 'interpreted'));
});

test('with the switch off nothing is compiled', async () => {
  const { executor, engines, idle } = withIdleQueue(false);
  const document = parse('{ hello }');
  for (let use = 0; use < 5; use++) {
    await execute(executor, document);
    idle();
  }
  assert.ok(engines.every((engine) => engine === 'interpreted'));
});

test('a forgotten document starts again', async () => {
  const { executor, engines, idle } = withIdleQueue();
  const document = parse('{ hello }');
  for (let use = 0; use < 3; use++) await execute(executor, document);
  idle();
  executor.forget(document);
  await execute(executor, document);
  assert.equal(engines.at(-1), 'interpreted');
});

test('a document forgotten before the idle moment is not compiled', async () => {
  const { executor, engines, idle } = withIdleQueue();
  const document = parse('{ hello }');
  for (let use = 0; use < 3; use++) await execute(executor, document);
  executor.forget(document);
  idle();
  await execute(executor, document);
  assert.equal(engines.at(-1), 'interpreted');
});

test('compiled code is kept for 200 operations, those used last', async () => {
  const { executor, engines, idle } = withIdleQueue();
  const documents = Array.from({ length: 201 }, (_, n) => parse(`{ hello when # ${n}\n }`));
  for (const document of documents) {
    for (let use = 0; use < 3; use++) await execute(executor, document);
    idle();
  }
  const engineOf = async (document: (typeof documents)[number] | undefined) => {
    if (document) await execute(executor, document);
    return engines.at(-1);
  };
  assert.equal(await engineOf(documents[0]), 'interpreted');
  assert.equal(await engineOf(documents[200]), 'compiled');
});

test('each operation of a document has its own code', async () => {
  const { executor, engines, idle } = withIdleQueue();
  const document = parse('query A { hello } query B { hello(name: "b") }');
  for (let use = 0; use < 3; use++) {
    await execute(executor, document, { operationName: 'A' });
    await execute(executor, document, { operationName: 'B' });
  }
  idle();
  assert.deepEqual(await execute(executor, document, { operationName: 'A' }), {
    data: { hello: 'hello you' },
  });
  assert.deepEqual(await execute(executor, document, { operationName: 'B' }), { data: { hello: 'hello b' } });
  assert.deepEqual(engines.slice(-2), ['compiled', 'compiled']);
});

test('an unclear operation gets the error of graphql-js', async () => {
  const { executor } = withIdleQueue();
  const document = parse('query A { hello } query B { hello }');
  const unnamed = await execute(executor, document);
  assert.match(unnamed.errors?.[0]?.message ?? '', /^Must provide operation name/);
  const unknown = await execute(executor, document, { operationName: 'C' });
  assert.equal(unknown.errors?.[0]?.message, 'Unknown operation named "C".');
});

for (const query of ['mutation { buy }', '{ __schema { queryType { name } } }', '{ __proto__: hello }']) {
  test(`${query} is interpreted for good`, async () => {
    const { executor, engines, refusals, idle } = withIdleQueue();
    const document = parse(query);
    for (let use = 0; use < 6; use++) {
      const { errors } = await execute(executor, document);
      assert.equal(errors, undefined);
      idle();
    }
    assert.ok(engines.every((engine) => engine === 'interpreted'));
    assert.equal(refusals.length, 1);
  });
}

test('variables are refused with the text of graphql-js, five errors at most, before anything runs', async () => {
  const { executor, engines } = withIdleQueue();
  const names = Array.from({ length: 9 }, (_, n) => `v${n}`);
  const document = parse(`query (${names.map((name) => `$${name}: String!`).join(' ')}) { hello }`);
  const { data, errors = [] } = await execute(executor, document, { variables: { v0: 7 } });
  assert.equal(data, undefined);
  assert.equal(errors.length, 5);
  const [first, second] = errors.map(({ message, locations }) => ({ message, locations }));
  assert.equal(
    first?.message,
    'Variable "$v0" got invalid value 7; String cannot represent a non string value: 7',
  );
  const message = 'Variable "$v1" of required type "String!" was not provided.';
  assert.deepEqual(second, { message, locations: [{ line: 1, column: 21 }] });
  assert.ok(errors.every(({ extensions }) => extensions['code'] === 'BAD_USER_INPUT'));
  assert.deepEqual(engines, []);
});
