import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const SCRIPT = `
  import { buildSchema, parse } from 'graphql';
  const { createExecutor } = await import(process.argv[1]);
  const engines = [];
  const executor = createExecutor({
    schema: buildSchema('type Query { hello: String }'),
    jit: true, hideDetails: false, compileAfterUses: 1,
    whenIdle: (task) => task(),
    onExecution: (engine) => engines.push(engine),
  });
  const document = parse('{ hello }');
  for (let use = 0; use < 3; use++) await executor.execute({ document, contextValue: {} });
  const { data } = await executor.execute({ document, contextValue: {} });
  console.log(JSON.stringify({ data, engines: [...new Set(engines)] }));
`;

test('where code must not be made from text, everything is interpreted', async () => {
  const executor = new URL('../../src/execution/executor.js', import.meta.url).href;
  const flags = [
    '--disallow-code-generation-from-strings',
    '--input-type=module',
    '--eval',
    SCRIPT,
    executor,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  assert.deepEqual(JSON.parse(stdout), { data: { hello: null }, engines: ['interpreted'] });
});
