import { FAULTS } from './faults.js';
import type { CellResult } from './run-group.js';

const WIDTH = 14;

/** The matrix as text: a line per upstream, a column per fault; what went wrong stands below. */
export function matrixTable(results: readonly CellResult[]): string {
  const rows = [...new Set(results.map(({ group }) => group.row.name))];
  const mark = (name: string, fault: string): string => {
    const cells = results.filter(({ group, cell }) => group.row.name === name && cell.fault.id === fault);
    const bad = cells.filter(({ wrong }) => wrong.length > 0).length;
    return cells.length === 0 ? ' ' : bad === 0 ? '✓' : String(bad);
  };
  const head = `${' '.repeat(WIDTH)}${FAULTS.map(({ id }) => id.slice(1).padStart(3)).join('')}`;
  const lines = rows.map(
    (name) => `${name.padEnd(WIDTH)}${FAULTS.map(({ id }) => mark(name, id).padStart(3)).join('')}`,
  );
  return [head, ...lines, '', ...results.filter(({ wrong }) => wrong.length > 0).map(lineOf)].join('\n');
}

/** One cell and what is wrong with it. */
export const lineOf = ({ group: { row, left }, cell: { fault, variant }, wrong }: CellResult): string =>
  `${row.name} · ${fault.id} ${fault.name} (${variant.name}) · ${left}: ${wrong.slice(0, 6).join('; ')}`;
