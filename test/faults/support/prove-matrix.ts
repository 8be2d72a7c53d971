import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Share } from './matrix.js';
import { lineOf, matrixTable } from './matrix-table.js';
import type { CellResult } from './run-group.js';
import { runMatrix } from './run-matrix.js';

/**
 * Runs a share of the fault matrix, prints its table, and fails with the cells that are not as expected. `MATRIX_ONLY` (`F8`,
 * `F18,ENGAGEMENT`) keeps it to the cells that somebody is mending.
 */
export async function proveMatrix(share: Share, t: Pick<TestContext, 'diagnostic'>): Promise<void> {
  const only = (process.env['MATRIX_ONLY'] ?? '').split(',').filter((word) => word !== '');
  const noticed = (cell: CellResult): void => {
    if (share === 'all') console.log(`Not as expected: ${lineOf(cell)}`);
  };
  const { cells, laterLooks } = await runMatrix({ share, only, noticed });
  console.log(matrixTable(cells));
  t.diagnostic(`${cells.length} cells, ${laterLooks} of them right at a later look`);
  const wrong = cells.filter((cell) => cell.wrong.length > 0);
  assert.ok(cells.length > 0, `no cell is called ${only.join()}`);
  assert.equal(wrong.length, 0, `${wrong.length} of ${cells.length} cells`);
}
