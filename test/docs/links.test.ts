import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { documents, type Document } from './markdown.js';

const TOP = new Set(readdirSync('.'));
const SOURCES = globSync('**/*.{ts,tsx,js,json,graphql,yml,md,css}', {
  exclude: (path) => /^(node_modules|dist|\.git)/.test(path),
});
const NAMES = new Set(SOURCES.map((path) => basename(path)));
/** Something that looks like a path: segments with a slash between them; `*` and `<name>` stand for anything. */
const PATH = /(?<![\w/.:@-])[\w.@-]+\/[\w.@*<>/-]*[\w>*/]/g;
/** Something that looks like the name of a source file. */
const FILE_NAME = /^[\w*-]+(\.[\w*-]+)*\.(ts|tsx|graphql|yml|json|md)$/;

/** Files that the reader of a guide creates: they exist in its snippets only. */
const created = ({ fences }: Document): Set<string> =>
  new Set(fences.flatMap(({ attributes }) => attributes['file'] ?? []));

/** Folders that are there after a build, and made of no single source. */
const BUILT: ReadonlySet<string> = new Set(['dist/', 'dist/function/', 'node_modules/']);

function exists(path: string): boolean {
  if (path.startsWith('dist/')) return exists(sourceOf(path));
  return /[*<]/.test(path) ? globSync(path.replace(/<[^>]*>/g, '*')).length > 0 : existsSync(path);
}

/** The source that a built file, or a handler `dist/src/file.export`, comes from. */
const sourceOf = (built: string): string => built.replace(/^dist\//, '').replace(/\.\w+$/, '.ts');

function missingPaths(document: Document): string[] {
  const trees = document.fences.filter(({ language }) => language === '' || language === 'text');
  const texts = [...document.codeSpans, ...trees.map(({ text }) => text)];
  const named = texts.flatMap((text) => text.match(PATH) ?? []);
  const own = created(document);
  return named
    .filter((path) => TOP.has(path.split('/')[0] ?? '') || path.startsWith('dist/'))
    .filter((path) => !BUILT.has(path))
    .filter((path) => !own.has(path) && !exists(path));
}

function missingNames(document: Document): string[] {
  const own = new Set([...created(document)].map((path) => basename(path)));
  return document.codeSpans
    .filter((span) => FILE_NAME.test(span) && !own.has(span))
    .filter(
      (span) => !NAMES.has(span) && globSync(`*/**/${span}`, { exclude: ['node_modules/**'] }).length === 0,
    );
}

function brokenLinks({ path, links }: Document): string[] {
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(target)) return true;
      const linked = documents.find((document) => document.path === target);
      return anchor !== undefined && !linked?.anchors.has(anchor);
    });
}

describe('the documents', () => {
  for (const document of documents) {
    it(`${document.path} links to what exists`, () => {
      assert.deepEqual(brokenLinks(document), []);
    });

    it(`${document.path} names files that exist`, () => {
      assert.deepEqual([...missingPaths(document), ...missingNames(document)], []);
    });
  }

  it('are found, with their links and names', () => {
    const readme = documents.find(({ path }) => path === 'README.md');
    assert(readme && readme.links.includes('docs/lifecycle.md') && readme.codeSpans.length > 20);
    assert.deepEqual(missingPaths({ ...readme, codeSpans: ['src/nothing.ts', 'src/app.ts'], fences: [] }), [
      'src/nothing.ts',
    ]);
    assert.deepEqual(missingNames({ ...readme, codeSpans: ['nothing.ts', 'app.ts'] }), ['nothing.ts']);
    assert.deepEqual(brokenLinks({ ...readme, links: ['docs/none.md', '#start', '#nowhere', 'LICENSE'] }), [
      'docs/none.md',
      '#nowhere',
    ]);
  });

  it('are all listed in the index', () => {
    const index = documents.find(({ path }) => path === 'docs/README.md');
    const listed = new Set(index?.links.map((link) => join('docs', link.split('#')[0] ?? '')));
    const missing = documents.filter(({ path }) => path.startsWith('docs/') && path !== index?.path);
    assert.deepEqual(
      missing.filter(({ path }) => !listed.has(path)).map(({ path }) => path),
      [],
    );
  });

  it('name scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const texts = documents.flatMap(({ prose, fences }) => [prose, ...fences.map(({ text }) => text)]);
    const run = texts.flatMap((text) =>
      [...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name),
    );
    assert(run.includes('check'));
    assert.deepEqual(
      run.filter((name) => !(name in scripts)),
      [],
    );
    assert('start' in scripts && 'test' in scripts);
  });
});
