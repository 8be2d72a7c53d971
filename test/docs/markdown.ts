import { globSync, readFileSync } from 'node:fs';

/** A fenced block of a document. */
export interface Fence {
  /** First word behind the opening fence: `ts`, `json`, or empty. */
  readonly language: string;
  /** What stands behind the language: `file=schema/a.ts`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Text of the HTML comment right before the fence: readers do not see it. Empty when there is none. */
  readonly hidden: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** A Markdown file, taken apart as far as tests look at it. */
export interface Document {
  /** From the root of the project. */
  readonly path: string;
  readonly fences: readonly Fence[];
  /** The text without fences and comments. */
  readonly prose: string;
  /** Targets of links and images, as written. */
  readonly links: readonly string[];
  /** Texts between single backticks. */
  readonly codeSpans: readonly string[];
  /** Headings as link anchors. */
  readonly anchors: ReadonlySet<string>;
}

const FENCE = /(?:<!--((?:(?!-->)[^])*)-->\n)?^```([^\n]*)\n([^]*?)^```$/gm;
const COMMENT = /<!--[^]*?-->/g;

/** README.md and everything below docs/. */
export const documents: readonly Document[] = globSync(['README.md', 'docs/**/*.md']).toSorted().map(read);

/** One document by its path. */
export function documentAt(path: string): Document {
  const found = documents.find((document) => document.path === path);
  if (!found) throw new Error(`${path} is missing`);
  return found;
}

/** The rows of the tables in a document whose first heading cell is `first`, as cells without their blanks. */
export function tableRows({ prose }: Document, first: string): string[][] {
  const rows: string[][] = [];
  let inside = false;
  for (const line of prose.split('\n')) {
    if (!line.startsWith('|')) inside = false;
    else if (line.startsWith(`| ${first} |`)) inside = true;
    else if (inside && !line.startsWith('| ---')) rows.push(cellsOf(line));
  }
  return rows;
}

/** The first text between backticks in a table cell. */
export const codeIn = (cell: string | undefined): string | undefined => /`([^`]+)`/.exec(cell ?? '')?.[1];

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

function read(path: string): Document {
  const text = readFileSync(path, 'utf8');
  const fences = [...text.matchAll(FENCE)].map(([, hidden = '', info = '', body = ''], index) => ({
    ...readInfo(info),
    text: body,
    hidden: hidden.trim(),
    line: lineOfFence(text, index),
  }));
  const prose = text.replace(FENCE, '').replace(COMMENT, '');
  return {
    path,
    fences,
    prose,
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
    codeSpans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
    anchors: new Set([...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))),
  };
}

function readInfo(info: string): Pick<Fence, 'language' | 'attributes'> {
  const [language = ''] = info.split(' ', 1);
  const pairs = info.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g);
  return {
    language,
    attributes: Object.fromEntries(
      [...pairs].map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']),
    ),
  };
}

function lineOfFence(text: string, index: number): number {
  const opening = text.split('\n').flatMap((line, at) => (line.startsWith('```') ? at + 1 : []));
  return opening[index * 2] ?? 0;
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
