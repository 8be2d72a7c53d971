import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spanHeader, traceOf } from '../../../datasources/http/trace.js';

const ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const random = (bytes: number) => 'ab'.repeat(bytes);

describe('a trace', () => {
  it('is continued with its sampling flag, under a new span', () => {
    const trace = traceOf(`00-${ID}-${SPAN}-00`, random);
    assert.deepEqual(trace, { traceId: ID, flags: '00' });
    assert.equal(spanHeader(trace, random), `00-${ID}-${'ab'.repeat(8)}-00`);
  });

  for (const [name, header] of Object.entries({
    'no header': undefined,
    'an empty header': '',
    'another version': `01-${ID}-${SPAN}-01`,
    'upper case': `00-${ID.toUpperCase()}-${SPAN}-01`,
    'a trace id of zeros': `00-${'0'.repeat(32)}-${SPAN}-01`,
    'a parent id of zeros': `00-${ID}-${'0'.repeat(16)}-01`,
    'something after it': `00-${ID}-${SPAN}-01-x`,
  }))
    it(`begins anew after ${name}`, () => {
      assert.deepEqual(traceOf(header, random), { traceId: 'ab'.repeat(16), flags: '01' });
    });
});
