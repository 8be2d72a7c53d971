import { existsSync, readFileSync } from 'node:fs';
import { documents, type Document, type Fence } from './markdown.js';

/**
 * A block of code of a document. What is done with it stands behind its fence:
 * - `ts file=a/b.ts`: a file of its own;
 * - `ts into=a/b.ts before="text"` (or `after="…"`): lines for an existing file, put beside the first line that begins with the
 *   text, or at the end without one. Imports at its head go among its imports;
 * - `diff into=a/b.ts`: lines that replace others of an existing file, of any language;
 * - `ts`: a file of its own beside the resolvers, for pieces that only have to make sense;
 * - `ts wrong=TS2322`: the same, and the compiler has to refuse it with this code;
 * - `ts lint=rule in=a/b.ts`: the linter has to refuse it, were it the text of that file.
 * An HTML comment right before the fence is compiled in front of it: imports that readers can do without.
 */
export interface Snippet {
  /** Where it stands: `docs/page.md:12`. */
  readonly place: string;
  readonly fence: Fence;
  readonly text: string;
}

/** All blocks of all documents that are compiled or laid over a file. */
export const snippets: readonly Snippet[] = documents.flatMap(({ path, fences }: Document) =>
  fences
    .filter(({ language }) => language === 'ts' || language === 'diff')
    .map((fence) => ({
      place: `${path}:${fence.line}`,
      fence,
      text: fence.hidden === '' ? fence.text : `${fence.hidden}\n${fence.text}`,
    })),
);

/** Snippets that a linter has to refuse. */
export const lintSnippets = snippets.filter(({ fence }) => 'lint' in fence.attributes);

/** What the compiler is given: texts that replace or add files, and which of them it has to refuse. */
export interface Overlay {
  /** Texts by path from the root of the project. */
  readonly files: ReadonlyMap<string, string>;
  /** Expected codes of the compiler, by path; all other files have to be clean. */
  readonly refused: ReadonlyMap<string, string>;
  /** Where a file of the overlay comes from. */
  readonly places: ReadonlyMap<string, string>;
}

/** Lays all snippets over the sources. */
export function overlayOf(all: readonly Snippet[] = snippets): Overlay {
  const files = new Map<string, string>();
  const refused = new Map<string, string>();
  const places = new Map<string, string>();
  all.forEach(({ fence: { language, attributes }, text, place }, index) => {
    if ('lint' in attributes) return;
    const path = attributes['file'] ?? attributes['into'] ?? `resolvers/_snippet-${index}.ts`;
    if (attributes['into'] !== undefined) {
      const base = files.get(path) ?? readFileSync(path, 'utf8');
      files.set(path, (language === 'diff' ? patch : insert)(base, text, attributes, place));
    } else if (existsSync(path) || files.has(path)) throw new Error(`${place}: ${path} exists already`);
    else files.set(path, text);
    if (attributes['wrong'] !== undefined) refused.set(path, attributes['wrong']);
    places.set(path, places.has(path) ? `${places.get(path) ?? ''}, ${place}` : place);
  });
  return { files, refused, places };
}

function insert(base: string, text: string, { before, after }: Fence['attributes'], place: string): string {
  const lines = text.split('\n');
  const firstOther = lines.findIndex((line) => line !== '' && !line.startsWith('import '));
  const imports = lines.slice(0, firstOther).filter((line) => line !== '');
  const body = lines.slice(firstOther).join('\n');
  const baseLines = base.split('\n');
  const anchor = before ?? after;
  const found = anchor === undefined ? -1 : baseLines.findIndex((line) => line.trim().startsWith(anchor));
  if (anchor !== undefined && found < 0) throw new Error(`${place}: no line begins with ${anchor}`);
  const at = anchor === undefined ? baseLines.length : found + (before === undefined ? 1 : 0);
  // Behind the first import: decorated files load their metadata before anything else.
  const head = baseLines.findIndex((line) => line.startsWith('import ') && line.endsWith(';')) + 1;
  return [
    ...baseLines.slice(0, head),
    ...imports,
    ...baseLines.slice(head, at),
    body,
    ...baseLines.slice(at),
  ].join('\n');
}

function patch(base: string, text: string, _attributes: Fence['attributes'], place: string): string {
  const lines = text.trimEnd().split('\n');
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const before = side('-');
  if (base.split(before).length !== 2) throw new Error(`${place}: the lines are not there, or there twice`);
  return base.replace(before, () => side('+'));
}
