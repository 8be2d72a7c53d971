import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matrixTable } from './support/matrix-table.js';
import { runMatrix } from './support/run-matrix.js';

describe('the fault matrix', () => {
  it('leaves the page whole in every cell, from the source that the chains name', async (t) => {
    const share = process.env['FAULT_MATRIX'] === 'all' ? 'all' : 'half';
    const { cells, laterLooks } = await runMatrix({ share });
    const wrong = cells.filter((cell) => cell.wrong.length > 0);
    t.diagnostic(`${cells.length} cells, ${laterLooks} of them right at a later look`);
    console.log(matrixTable(cells));
    assert.equal(wrong.length, 0, `${wrong.length} of ${cells.length} cells`);
  });
});
