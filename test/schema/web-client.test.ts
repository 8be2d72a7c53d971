import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../../../examples/web-client/', import.meta.url));
const misusePath = `${folder}misuse.ts`;

/** Lines that a front end could write by mistake. */
const misuse = [
  `import { FeedIdsDocument } from './__generated__/graphql.js';`,
  `import { execute } from './execute.js';`,
  `await execute(FeedIdsDocument, {});`,
  `await execute(FeedIdsDocument, { sceneId: 1 });`,
  `(await execute(FeedIdsDocument, { sceneId: 'home' })).data?.feed.edges;`,
  `export const ids = (await execute(FeedIdsDocument, { sceneId: 'home' })).data?.feed.nodes.map(({ id }) => id);`,
  `import { degradedOf } from './__generated__/degraded.js';`,
  `const result = await execute(FeedIdsDocument, { sceneId: 'home' });`,
  `degradedOf(result, 'Product.prices');`,
  `degradedOf(result, 'Product.pricing')?.source === 'cache';`,
  `export const age: number | undefined = degradedOf(result, 'Product.pricing')?.ageMs;`,
].join('\n');

/** Problems by file name, as `line: message`; the misuse is compiled beside the client without being written. */
function compile(): Map<string, string[]> {
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  assert.ok(fileNames.length >= 4, 'the client and its generated types are there');
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (path) => (path === misusePath ? misuse : disk.readFile(path)),
    fileExists: (path) => path === misusePath || disk.fileExists(path),
    getSourceFile: (path, ...rest) =>
      path === misusePath
        ? ts.createSourceFile(path, misuse, ts.ScriptTarget.ES2024)
        : disk.getSourceFile(path, ...rest),
  };
  const program = ts.createProgram([...fileNames, misusePath], options, host);
  const problems = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName.replace(folder, '') ?? 'options';
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    problems.set(name, [...(problems.get(name) ?? []), text]);
  }
  return problems;
}

test('the front end compiles against the generated types, and its mistakes do not', () => {
  const problems = compile();
  const mistakes = problems.get('misuse.ts') ?? [];
  problems.delete('misuse.ts');
  assert.deepEqual([...problems], []);
  assert.deepEqual(
    mistakes.map((text) => text.split(':')[0]),
    ['3', '4', '5', '9', '10'],
  );
});
