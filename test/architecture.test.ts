import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

interface Source {
  path: string;
  lines: number;
  imports: readonly Import[];
  readsEnvironment: boolean;
  makesLoader: boolean;
}

interface Import {
  /** Path of the imported source file, from the root of the project. */
  target: string;
  /** Gone at run time. */
  typeOnly: boolean;
}

const arrows = JSON.parse(readFileSync('scripts/arrows.json', 'utf8')) as Record<
  string,
  { may: string[]; instead: string }
>;
const FOLDERS = Object.keys(arrows);
const MOST_LINES = 250;
/** Names the version; part of no folder. */
const PACKAGE = 'package.json';

const sources = globSync(`{${[...FOLDERS, 'scripts', 'test', 'bench'].join(',')}}/**/*.{ts,tsx}`)
  .filter((path) => !path.includes('__generated__') && !path.startsWith('bench/peers/'))
  .map(readSource);
const product = sources.filter(({ path }) => FOLDERS.includes(folderOf(path)));

function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2024);
  const imports: Import[] = [];
  let readsEnvironment = false;
  let makesLoader = false;
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    const target = join(dirname(path), specifier.text).replace(/\.js$/, '.ts');
    if (target === PACKAGE) return;
    imports.push({ target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    readsEnvironment ||= ts.isPropertyAccessExpression(node) && node.getText(file) === 'process.env';
    makesLoader ||= ts.isCallExpression(node) && node.expression.getText(file) === 'createLoader';
    ts.forEachChild(node, visit);
  };
  visit(file);
  const lines = text.split('\n').length - 1;
  return { path, lines, imports, readsEnvironment, makesLoader };
}

function pathsOf(files: readonly Source[]): string[] {
  return files.map(({ path }) => path);
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Every group of files that reach each other through imports that exist at run time. */
function findCycles(files: readonly Pick<Source, 'path' | 'imports'>[]): string[][] {
  const edges = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}

/** Object types mention each other in functions that run when all of them are loaded. */
function isBetweenTypes(cycle: readonly string[]): boolean {
  return cycle.every((path) => /^schema\/[^/]+\.type\.ts$/.test(path));
}

describe('the sources', () => {
  it('are found', () => {
    for (const name of ['src/main.ts', 'src/config.ts', 'datasources/upstreams.ts']) {
      assert(
        sources.some(({ path }) => path === name),
        name,
      );
    }
    const config = sources.find(({ path }) => path === 'src/config.ts');
    assert(config?.imports.some(({ target, typeOnly }) => target === 'mixing/cursor.types.ts' && typeOnly));
    assert(config?.imports.some(({ target, typeOnly }) => target === 'src/config/problem.ts' && !typeOnly));
  });

  it('import along the arrows only', () => {
    const wrong = product.flatMap(({ path, imports }) => {
      const own = folderOf(path);
      const allowed = [own, ...(arrows[own]?.may ?? [])];
      return imports
        .filter(({ target }) => !allowed.includes(folderOf(target)))
        .map(({ target }) => `${path} imports ${target}: ${arrows[own]?.instead ?? ''}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('import files that exist', () => {
    const known = new Set(sources.map(({ path }) => path));
    const missing = product
      .filter(({ path }) => !path.startsWith('src/playground/browser/'))
      .flatMap(({ path, imports }) => imports.map(({ target }) => ({ path, target })))
      .filter(({ target }) => target.endsWith('.ts') && !known.has(target));
    assert.deepEqual(missing, []);
  });

  it('have no cycles', () => {
    assert.deepEqual(
      findCycles(product).filter((cycle) => !isBetweenTypes(cycle)),
      [],
    );
  });

  it('would have their cycles found', () => {
    const file = (path: string, ...targets: string[]) => ({
      path,
      imports: targets.map((target) => ({ target, typeOnly: target.endsWith('.d.ts') })),
    });
    assert.equal(findCycles([file('a', 'b'), file('b', 'c'), file('c', 'a')]).length, 1);
    assert.equal(findCycles([file('a', 'a')]).length, 1);
    assert.deepEqual(findCycles([file('a', 'b', 'c'), file('b', 'c'), file('c', 'a.d.ts')]), []);
  });

  it(`have at most ${MOST_LINES} lines`, () => {
    const long = sources.filter(({ path, lines }) => folderOf(path) !== 'test' && lines > MOST_LINES);
    assert.deepEqual(pathsOf(long), []);
  });

  it('make loaders in one place, for one request each', () => {
    const making = pathsOf(product.filter(({ makesLoader }) => makesLoader));
    assert.deepEqual(making, ['datasources/chain/source-loaders.ts']);
  });

  it('read the environment in one place per process', () => {
    const reading = pathsOf(product.filter(({ readsEnvironment }) => readsEnvironment));
    const allowed = ['src/config.ts', 'sandbox/main.ts'];
    assert.deepEqual(
      reading.filter((path) => !allowed.includes(path)),
      [],
    );
    assert(reading.includes('src/config.ts'), 'the search finds the one place');
  });
});
