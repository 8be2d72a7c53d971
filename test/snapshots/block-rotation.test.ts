import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rotateBlocks } from '../../datasources/snapshot/block-rotation.js';
import { fnv1a32 } from '../../mixing/fnv1a.js';

const items = fc.integer({ min: 0, max: 100 }).map((length) => Array.from({ length }, (_, index) => index));
const blockSize = fc.integer({ min: 1, max: 30 });
const session = fc.string({ minLength: 1, maxLength: 22 });

describe('the rotation of a snapshot', () => {
  it('moves items inside their blocks only, each once, in their cyclic order', () => {
    fc.assert(
      fc.property(items, blockSize, session, (list, size, sessionId) => {
        const rotated = rotateBlocks(list, size, fnv1a32(sessionId));
        assert.equal(rotated.length, list.length);
        for (let start = 0; start < list.length; start += size) {
          const block = list.slice(start, start + size);
          const seen = rotated.slice(start, start + size);
          const shift = fnv1a32(sessionId) % block.length;
          assert.deepEqual(
            seen,
            block.map((_, index) => block[(index + shift) % block.length]),
          );
        }
      }),
    );
  });

  it('depends on the session alone: what the items are changes nothing', () => {
    fc.assert(
      fc.property(items, blockSize, session, (list, size, sessionId) => {
        const names = list.map((index) => `item ${index}`);
        assert.deepEqual(
          rotateBlocks(names, size, fnv1a32(sessionId)),
          rotateBlocks(list, size, fnv1a32(sessionId)).map((index) => `item ${index}`),
        );
      }),
    );
  });

  it('shows different sessions different first items', () => {
    const firsts = Array.from(
      { length: 200 },
      (_, n) => rotateBlocks([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10, fnv1a32(`s${n}`))[0],
    );
    assert.equal(new Set(firsts).size, 10);
  });

  it('leaves the items as they were', () => {
    const list = Object.freeze([1, 2, 3]);
    assert.deepEqual(rotateBlocks(list, 3, 1), [2, 3, 1]);
    assert.deepEqual(list, [1, 2, 3]);
  });
});
