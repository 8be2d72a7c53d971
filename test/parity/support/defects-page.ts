import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/parity-defects.md';

/** A table of the page of defects, by the heading it stands under. */
export type PagePart = 'In a running gateway' | 'In comparing alone';

/** Rows of a table, without its head. */
export function rowsOf(part: PagePart): readonly string[] {
  const { rows } = cut(part);
  return rows;
}

/** Writes them anew. */
export function writeRows(part: PagePart, rows: readonly string[]): void {
  const { before, after } = cut(part);
  writeFileSync(PAGE, [...before, ...rows, ...after].join('\n'));
}

function cut(part: PagePart) {
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  const from =
    lines.findIndex((line, index) => index > lines.indexOf(`## ${part}`) && /^\| -/.test(line)) + 1;
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return {
    before: lines.slice(0, from),
    rows: lines.slice(from, from + length),
    after: lines.slice(from + length),
  };
}
