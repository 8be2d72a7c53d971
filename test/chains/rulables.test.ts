import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ARMS } from '../../resolvers/rulables.js';
import { coordinatesOf, readDeclared } from '../../src/explain/declared.js';

describe('what rules may move', () => {
  it('is every group of arms that is declared beside a chain, and no other', async () => {
    const { arms } = await readDeclared();
    const missing = arms.filter((group) => !ARMS.includes(group));
    const strange = ARMS.filter((group) => !arms.includes(group));
    assert.deepEqual([missing, strange], [[], []], 'see resolvers/rulables.ts');
    assert.equal(ARMS.length, arms.length, 'a group stands there twice');
  });

  it('has a control and a treatment, and coordinates that chains answer, each in one group', async () => {
    const known = coordinatesOf(await readDeclared());
    const armed = ARMS.flatMap((group) => group.armed);
    assert.equal(new Set(armed).size, armed.length);
    for (const coordinate of armed) assert.ok(known.includes(coordinate), coordinate);
    for (const { armed: names, starts } of ARMS)
      assert.equal(Object.keys(starts).length, 2, names.join(', '));
  });
});
