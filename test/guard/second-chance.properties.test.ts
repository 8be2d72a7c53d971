import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SecondChance } from '../../datasources/chain/second-chance.js';
import { checkProperty } from '../mixing/support/property.js';

const ROOM = 1_000;
const SPACES = 3;

const step = fc.record({
  kind: fc.constantFrom('set' as const, 'set' as const, 'get' as const, 'peek' as const, 'delete' as const),
  space: fc.nat(SPACES - 1),
  id: fc.nat(30).map(String),
  bytes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(ROOM, ROOM + 1)),
});

describe('whatever is set, read and deleted', () => {
  it('the entries of all spaces together keep to the bound, and what is read is what was set last', () => {
    const expected = ['displaced', 'too large', 'read', 'deleted'];
    checkProperty(fc.array(step, { minLength: 20, maxLength: 200, size: 'max' }), expected, (all, seen) => {
      const bound = new SecondChance<{ readonly bytes: number }>(ROOM);
      const spaces = Array.from({ length: SPACES }, () => bound.space());
      const model = new Map<string, { readonly bytes: number }>();
      for (const { kind, space: which, id, bytes } of all) {
        const space = spaces[which];
        assert.ok(space);
        const name = `${which} ${id}`;
        if (kind === 'set') {
          const entry = { bytes };
          space.set(id, entry);
          if (bytes > ROOM) {
            seen('too large');
            model.delete(name);
            assert.equal(space.peek(id), undefined);
          } else {
            model.set(name, entry);
            assert.equal(space.peek(id), entry);
          }
        } else if (kind === 'delete') {
          if (space.peek(id)) seen('deleted');
          space.delete(id);
          model.delete(name);
        } else {
          const found = space[kind](id);
          if (found) {
            seen('read');
            assert.equal(found, model.get(name));
          } else if (model.has(name)) seen('displaced');
        }
        const held = spaces.flatMap((one, index) =>
          Array.from({ length: 31 }, (_, n) => one.peek(String(n)) && model.get(`${index} ${n}`)),
        );
        const entries = held.filter((entry) => entry !== undefined);
        assert.deepEqual(bound.size(), {
          entries: entries.length,
          bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
        });
        assert.ok(bound.size().bytes <= ROOM);
      }
    });
  });

  it('what is read over and over stays while all else comes and goes', () => {
    checkProperty(
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 50, maxLength: 300 }),
      [],
      (sizes) => {
        const bound = new SecondChance<{ readonly bytes: number }>(ROOM);
        const space = bound.space();
        space.set('hot', { bytes: 100 });
        sizes.forEach((bytes, index) => {
          space.set(`cold ${index}`, { bytes });
          assert.ok(space.get('hot'));
        });
      },
    );
  });
});

describe('a store that is written again and again', () => {
  it('holds on to nothing that left it', () => {
    const bound = new SecondChance<{ readonly bytes: number }>(ROOM);
    const space = bound.space();
    for (let times = 0; times < 20_000; times += 1) space.set(String(times % 5), { bytes: 10 });
    const { line } = bound as unknown as { readonly line: readonly unknown[] };
    assert.equal(bound.size().entries, 5);
    assert.ok(line.length < 3_000, `${line.length} places`);
  });
});
