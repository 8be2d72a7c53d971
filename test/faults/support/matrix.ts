import { FAULTS } from './faults.js';
import type { FaultRow, FaultVariant } from './faults.types.js';
import { MATRIX_ROWS, SIDE_ROWS } from './matrix-rows.js';
import { LEFT, type Left, type MatrixRow } from './matrix.types.js';

/** One cell: what goes wrong at a group's upstream. */
export interface Cell {
  readonly fault: FaultRow;
  readonly variant: FaultVariant;
}

/** Cells of one upstream with the same left beside it: one gateway goes through them. */
export interface CellGroup {
  readonly row: MatrixRow;
  readonly left: Left;
  readonly cells: readonly Cell[];
}

/** How much of the matrix: a third of it is every third cell, along diagonals, so that no upstream, no fault and no state is left out. */
export type Share = 'third' | 'all';

/** The groups of a share; with `only`, those cells of it that have one of the faults and one of the upstreams among these words. */
export function groupsOf(share: Share, only: readonly string[] = []): readonly CellGroup[] {
  const faults = only.filter((word) => /^F\d+$/.test(word));
  const upstreams = only.filter((word) => !faults.includes(word));
  const isNamed = (names: readonly string[], name: string) => names.length === 0 || names.includes(name);
  return allGroups(share)
    .filter(({ row }) => isNamed(upstreams, row.upstream))
    .map((group) => ({ ...group, cells: group.cells.filter(({ fault }) => isNamed(faults, fault.id)) }))
    .filter(({ cells }) => cells.length > 0);
}

function allGroups(share: Share): readonly CellGroup[] {
  const isMeant = (number: number) => share === 'all' || number % 3 === 0;
  return [...MATRIX_ROWS, ...SIDE_ROWS].flatMap((row, rowNumber) =>
    leftBeside(row).map((left, which) => ({
      row,
      left,
      cells: FAULTS.flatMap((fault, column) => {
        const variant = fault.variants[(rowNumber + which) % fault.variants.length] ?? fault.variants[0];
        return isMeant(rowNumber + column + which) ? [{ fault, variant }] : [];
      }),
    })),
  );
}

/** For side upstreams nothing stands in: one state is enough. */
const leftBeside = (row: MatrixRow): readonly Left[] => (SIDE_ROWS.includes(row) ? ['legacy'] : LEFT);
