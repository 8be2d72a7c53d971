import { describeGoal } from './goal.js';
import type { Evaluation, Row, Verdict } from './evaluate.js';
import { figureText, intervalText } from './numbers.js';
import type { BenchRecord } from './record.js';

/** Rows of cells, the head first. */
export type Table = readonly (readonly string[])[];

/** Medians of everybody under every load. */
export function figureTable({ scenario, entrants }: BenchRecord, rows: readonly Row[]): Table {
  const titleOf = (name: string) => entrants.find((entrant) => entrant.name === name)?.title ?? name;
  const figures = scenario.figures.filter(({ key }) => rows.some(({ medians }) => key in medians));
  return [
    ['Load', 'Server', ...figures.map(({ title }) => title), 'Rounds'],
    ...rows.map(({ load, contestant, medians, rounds }) => [
      load,
      titleOf(contestant),
      ...figures.map(({ key, digits }) => figureText(medians[key], digits)),
      String(rounds),
    ]),
  ];
}

/** Ratios and other numbers with their goals. */
export function claimTable({ verdicts, flaws }: Evaluation): Table {
  const wordFor = ({ number, reached }: Verdict) => {
    if (number === null) return '';
    if (flaws.length > 0) return 'void';
    return reached ? 'yes' : 'no';
  };
  return [
    ['Number', 'Median (95 % interval)', 'Goal', 'Reached'],
    ...verdicts.map((verdict) => [
      verdict.claim.title,
      intervalText(verdict.number),
      describeGoal(verdict.claim.goal),
      wordFor(verdict),
    ]),
  ];
}

/** A table for a terminal. */
export function plainTable(table: Table): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A table in Markdown, numbers to the right. */
export function markdownTable(table: Table, firstNumber: number): string {
  const [head = [], ...body] = table;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, column) => (column < firstNumber ? '---' : '--:'));
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
