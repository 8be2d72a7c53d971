import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QuirkReader } from '../../datasources/legacy/quirks.js';

type Read = (read: QuirkReader) => unknown;

/** The four ways to say null. Absence is a record without the property. */
const NONE = [null, 'null', '', undefined];
/** What no value of the Java service looks like. */
const NONSENSE = [true, {}, [], ['1'], Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)];

/** A wire value, what it is read as (`FAULT`: refused), and how many odd forms were counted. */
type Row = readonly [value: unknown, expected: unknown, odd: number];
const FAULT = Symbol('refused');

const readers: Readonly<Record<string, { read: Read; none: unknown; rows: readonly Row[] }>> = {
  text: {
    read: (read) => read.text('it'),
    none: null,
    rows: [
      ['a', 'a', 0],
      [' ', ' ', 0],
      ['Null', 'Null', 0],
      [7, '7', 1],
      [0, '0', 1],
      [1.5, '1.5', 1],
    ],
  },
  titles: {
    read: (read) => read.title('it'),
    none: null,
    rows: [
      ['R&D', 'R&D', 0],
      ['Do&#39;s &amp; don&apos;ts', "Do's & don'ts", 1],
      [2019, '2019', 1],
    ],
  },
  addresses: {
    read: (read) => read.url('it'),
    none: null,
    rows: [
      ['https://a.example.test/x', 'https://a.example.test/x', 0],
      ['//a.example.test/x', '//a.example.test/x', 1],
    ],
  },
  ids: {
    read: (read) => read.id('it'),
    none: null,
    rows: [
      ['610000000007', '610000000007', 0],
      ['9007199254740993', '9007199254740993', 0],
      [610000000007, '610000000007', 1],
      [2 ** 53 - 1, '9007199254740991', 1],
      [2 ** 53, FAULT, 1],
      ['0', FAULT, 0],
      ['12345678901234567890', FAULT, 0],
      ['a1', FAULT, 0],
      [1.5, FAULT, 1],
      [-1, FAULT, 1],
    ],
  },
  'joined ids': {
    read: (read) => read.parts('it'),
    none: [],
    rows: [
      ['1,2', ['1', '2'], 0],
      ['1', ['1'], 0],
      [1, ['1'], 1],
    ],
  },
  counts: {
    read: (read) => read.count('it'),
    none: null,
    rows: [
      ['123456', 123_456, 0],
      ['007', 7, 0],
      [123_456, 123_456, 1],
      ['0', 0, 0],
      ['-0', 0, 0],
      ['-5', -5, 0],
      ['9007199254740991', 2 ** 53 - 1, 0],
      ['9007199254740992', FAULT, 0],
      [2 ** 53, FAULT, 1],
      ['1.5', null, 0],
      [1.5, null, 1],
      ['1万', null, 0],
      [' 1', null, 0],
    ],
  },
  prices: {
    read: (read) => read.cents('it'),
    none: null,
    rows: [
      ['39.90', 3_990, 0],
      ['39.9', 3_990, 1],
      ['39', 3_900, 1],
      [39.9, 3_990, 1],
      [39, 3_900, 1],
      [1.15, 115, 1],
      ['0.00', 0, 0],
      ['-1.00', -100, 0],
      ['39.900', FAULT, 1],
      ['39.999', FAULT, 1],
      [39.999, FAULT, 1],
      [0.1 + 0.2, FAULT, 1],
      ['¥39.90', FAULT, 0],
      ['1e3', FAULT, 1],
    ],
  },
  durations: {
    read: (read) => read.durationMs('it'),
    none: null,
    rows: [
      ['17.2', 17_200, 0],
      ['17', 17_000, 0],
      ['17.204', 17_204, 0],
      [17.204, 17_204, 1],
      ['17.2040', FAULT, 0],
      ['0:17', FAULT, 0],
    ],
  },
  moments: {
    read: (read) => read.moment('it'),
    none: null,
    rows: [
      ['2019-11-10 20:00:00', 1_573_387_200_000, 0],
      ['2019-02-30 20:00:00', FAULT, 0],
      [1_573_387_200_000, FAULT, 1],
    ],
  },
  flags: {
    read: (read) => read.flag('it'),
    none: null,
    rows: [
      ['true', true, 0],
      ['false', false, 0],
      ...([true, '1', 1] as const).map((value): Row => [value, true, 1]),
      ...([false, '0', 0] as const).map((value): Row => [value, false, 1]),
      ['yes', FAULT, 1],
      ['TRUE', FAULT, 1],
      [2, FAULT, 1],
    ],
  },
  lists: {
    read: (read) => read.records('it'),
    none: [],
    rows: [
      [[{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 2 }], 0],
      [[], [], 0],
      [[null, 'x', [], { a: 1 }], [{ a: 1 }], 0],
      [{ a: 1 }, [{ a: 1 }], 1],
      ['x', FAULT, 1],
      [7, FAULT, 1],
    ],
  },
  objects: {
    read: (read) => read.recordOrNull('it'),
    none: null,
    rows: [
      [{ a: 1 }, { a: 1 }, 0],
      [[{ a: 1 }], FAULT, 1],
      ['x', FAULT, 1],
    ],
  },
};

/** Kinds whose own rows say what becomes of booleans, objects and lists. */
const STRUCTURED = new Set(['flags', 'lists', 'objects']);

function check({ read, none }: { read: Read; none: unknown }, record: object, [, expected, odd]: Row): void {
  const counted: string[] = [];
  const reader = new QuirkReader(record as Record<string, unknown>, (code) => counted.push(code));
  const value = read(reader);
  assert.deepEqual(value, expected === FAULT ? none : expected);
  assert.equal(reader.faulty, expected === FAULT);
  assert.equal(counted.filter((code) => code === 'RS_LEGACY').length, odd);
}

describe('a tolerant reader', () => {
  for (const [kind, how] of Object.entries(readers)) {
    it(`reads ${kind} in each of their forms, and counts the odd ones`, () => {
      for (const row of how.rows) check(how, { it: row[0] }, row);
    });

    it(`reads four forms of none where ${kind} should be`, () => {
      for (const value of NONE) check(how, { it: value }, [value, how.none, 1]);
      check(how, {}, [undefined, how.none, 1]);
    });

    if (!STRUCTURED.has(kind))
      it(`refuses what ${kind} never are`, () => {
        for (const value of NONSENSE) check(how, { it: value }, [value, FAULT, 1]);
      });
  }

  it('counts every price that it turns or refuses (PR_UNIT), and none that is not there', () => {
    for (const [price, times] of [
      ['39.90', 1],
      [39.9, 1],
      ['39.999', 1],
      ['', 0],
    ] as const) {
      // prettier-ignore
      const counted: string[] = [];
      new QuirkReader({ price }, (code) => counted.push(code)).cents('price');
      assert.equal(counted.filter((code) => code === 'PR_UNIT').length, times, String(price));
    }
  });

  it('stays faulty once one value was refused', () => {
    const reader = new QuirkReader({ a: {}, b: 'b' }, () => undefined);
    reader.text('a');
    assert.equal(reader.text('b'), 'b');
    assert.equal(reader.faulty, true);
  });
});
