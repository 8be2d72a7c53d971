/** How one field is broken in a test. */
export type Fault = 'throw' | 'reject' | 'null' | 'bad-value' | 'error-value' | 'coded';

/** Context of the test schema: the broken coordinates. */
export interface VillageContext {
  readonly faults: ReadonlyMap<string, Fault>;
  /** Calls of resolvers, by coordinate. */
  readonly calls: Map<string, number>;
}

/** A value as the source of a field holds it, broken when its coordinate is. Resolvers that throw do so themselves. */
export function broken(
  context: VillageContext,
  coordinate: string,
  value: unknown,
  badValue: unknown,
): unknown {
  const fault = context.faults.get(coordinate);
  if (fault === undefined) return value;
  if (fault === 'null') return null;
  if (fault === 'error-value') return new Error(`${coordinate} is an error`);
  return fault === 'bad-value' ? badValue : value;
}

/** Things of the village. Their fields are plain properties, as in the schema of the product. */
export class Person {
  readonly kind = 'person';
  readonly id: string;
  readonly label: unknown;
  readonly name: unknown;
  readonly age: unknown;
  readonly score: unknown;
  readonly active: unknown;
  readonly role: unknown;
  readonly born: unknown;
  readonly matrix: unknown;
  readonly nickname?: unknown;

  constructor(
    readonly number: number,
    context: VillageContext,
  ) {
    const value = (field: string, good: unknown, bad: unknown = { odd: true }) =>
      broken(context, `Person.${field}`, good, bad);
    this.id = `p${number}`;
    this.label = value('label', number % 3 === 0 ? null : `person ${number}`);
    this.name = value('name', `Name ${number}`);
    this.age = value('age', number % 4 === 0 ? undefined : 20 + number, 'old');
    this.score = value('score', number / 4, NaN);
    this.active = value('active', number % 2 === 0, 'yes');
    this.role = value('role', number % 2 === 0 ? 'admin' : 'guest', 'king');
    this.born = value('born', new Date(Date.UTC(2000, 0, 1 + number)), 'yesterday');
    this.matrix = value(
      'matrix',
      [
        [1, number],
        [2, 3],
      ],
      [[1, 'x'], 7],
    );
    if (number % 2 === 0) this.nickname = `nick ${number}`;
  }
}

/** Something with a price. */
export class Item {
  readonly id: string;
  readonly label: unknown;
  readonly price: unknown;
  readonly tags: unknown;
  readonly weight: unknown;

  constructor(
    readonly number: number,
    context: VillageContext,
  ) {
    const value = (field: string, good: unknown, bad: unknown = { odd: true }) =>
      broken(context, `Item.${field}`, good, bad);
    this.id = `i${number}`;
    this.label = value('label', `item ${number}`);
    this.price = value('price', number === 1 ? null : { amount: number * 100, currency: 'EUR' }, 'cheap');
    this.tags = value('tags', ['t1', `t${number}`], 'no list');
    this.weight = value('weight', 0.5 + number, 'heavy');
  }
}

/** Something that holds other things. */
export class Crate {
  readonly id: string;
  readonly label: unknown;
  readonly contents: unknown;
  readonly shelves: unknown;
  readonly lid: unknown;
  readonly manifest: unknown;

  constructor(
    readonly number: number,
    context: VillageContext,
  ) {
    const value = (field: string, good: unknown, bad: unknown = { odd: true }) =>
      broken(context, `Crate.${field}`, good, bad);
    const items = [new Item(number, context), new Item(number + 1, context)];
    this.id = `c${number}`;
    this.label = value('label', 'crate');
    this.contents = value('contents', items, [items[0], null]);
    this.shelves = value('shelves', [[new Person(number, context), null], null, [items[1]]], [[new Date(0)]]);
    this.lid = value('lid', items[0], new Date(0));
    this.manifest = value('manifest', { n: number, list: [1, 'two', null] });
  }
}

/** The thing with a number: persons, items and crates take turns. */
export function thingOf(number: number, context: VillageContext): Person | Item | Crate {
  if (number % 3 === 0) return new Person(number, context);
  return number % 3 === 1 ? new Item(number, context) : new Crate(number, context);
}
