import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readDeclared, type Declared } from '../../src/explain/declared.js';

const coordinates = (declared: readonly { readonly coordinate: string }[]) =>
  declared.map(({ coordinate }) => coordinate).sort();

describe('what cannot be told from chains has a plan', () => {
  let declared: Declared;
  before(async () => (declared = await readDeclared()));

  it('every list, how it is made', () => {
    assert.deepEqual(coordinates(declared.listPlans), coordinates(declared.lists));
  });

  it('every field that reads several objects for one, how many', () => {
    const broad = declared.composed.filter(({ coordinate }) => !coordinate.startsWith('Query.'));
    assert.deepEqual(coordinates(declared.fieldPlans), coordinates(broad));
  });

  it('a record that is read by a global id is named like its type', () => {
    const byId = declared.views.filter(({ coordinate }) => coordinate.startsWith('Query.'));
    for (const { chain } of byId) assert.match(chain.record, /^[A-Z][A-Za-z]+$/);
  });
});
