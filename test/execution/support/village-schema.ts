import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { GraphQLFieldConfig, GraphQLFieldConfigMap, GraphQLOutputType } from 'graphql';
import { DateScalar, Filter, Json, Range, Role } from './village-inputs.js';
import { broken, Crate, Item, Person, thingOf } from './village-data.js';
import type { VillageContext } from './village-data.js';

type Fields = GraphQLFieldConfigMap<unknown, VillageContext>;
type Field = GraphQLFieldConfig<unknown, VillageContext>;

const list = <T extends GraphQLOutputType>(type: T) => new GraphQLList(type);
const must = GraphQLNonNull;

/** A resolver as type-graphql makes them: given a value, broken when its coordinate is. */
function resolved(
  coordinate: string,
  config: Omit<Field, 'resolve'>,
  value: (source: never, args: Record<string, unknown>, context: VillageContext) => unknown,
  isSync = false,
): Field {
  const run = (source: unknown, args: Record<string, unknown>, context: VillageContext): unknown => {
    context.calls.set(coordinate, (context.calls.get(coordinate) ?? 0) + 1);
    const fault = context.faults.get(coordinate);
    if (fault === 'throw') throw new Error(`${coordinate} threw`);
    if (fault === 'coded')
      throw new GraphQLError(`${coordinate} refused`, { extensions: { code: 'REFUSED' } });
    return broken(context, coordinate, value(source as never, args, context), { odd: true });
  };
  if (isSync) return { ...config, resolve: run };
  return {
    ...config,
    resolve: async (source, args: Record<string, unknown>, context) => {
      await Promise.resolve();
      return run(source, args, context);
    },
  };
}

const Money = new GraphQLObjectType({
  name: 'Money',
  fields: { amount: { type: new must(GraphQLInt) }, currency: { type: GraphQLString } },
});
const Entity: GraphQLInterfaceType = new GraphQLInterfaceType({
  name: 'Entity',
  fields: () => ({
    id: { type: new must(GraphQLID) },
    label: { type: GraphQLString },
    owner: { type: PersonType },
  }),
  resolveType: (value) => typeName(value),
});
const Priced = new GraphQLInterfaceType({
  name: 'Priced',
  fields: { price: { type: Money }, tags: { type: new must(list(new must(GraphQLString))) } },
  resolveType: (value) => typeName(value),
});

/** As type-graphql resolves types: by class, throwing for strangers. */
function typeName(value: unknown): string {
  if (value instanceof Person) return 'Person';
  if (value instanceof Item) return 'Item';
  if (value instanceof Crate) return 'Crate';
  throw new TypeError('no type for this value');
}

function entityFields(type: string, label: GraphQLOutputType): Fields {
  return {
    id: { type: new must(GraphQLID) },
    label: { type: label },
    owner: resolved(`${type}.owner`, { type: PersonType }, (source: { number: number }, _args, context) =>
      source.number % 5 === 0 ? null : new Person(source.number + 1, context),
    ),
  };
}

const PersonType: GraphQLObjectType = new GraphQLObjectType<unknown, VillageContext>({
  name: 'Person',
  interfaces: [Entity],
  isTypeOf: (value) => value instanceof Person,
  fields: (): Fields => ({
    ...entityFields('Person', GraphQLString),
    name: { type: new must(GraphQLString) },
    nickname: { type: GraphQLString },
    age: { type: GraphQLInt },
    score: { type: GraphQLFloat },
    active: { type: new must(GraphQLBoolean) },
    role: { type: new must(Role) },
    born: { type: DateScalar },
    matrix: { type: new must(list(new must(list(new must(GraphQLInt))))) },
    friends: resolved(
      'Person.friends',
      {
        type: new must(list(new must(PersonType))),
        args: { first: { type: GraphQLInt, defaultValue: 2 }, filter: { type: Filter } },
      },
      ({ number }: Person, { first }, context) =>
        Array.from(
          { length: Math.max(0, Math.min(3, Number(first ?? 1))) },
          (_, n) => new Person(number + n + 1, context),
        ),
    ),
    bestFriend: resolved('Person.bestFriend', { type: PersonType }, ({ number }: Person, _args, context) =>
      number > 6 ? null : new Person(number * 2 + 1, context),
    ),
    secret: resolved(
      'Person.secret',
      { type: new must(GraphQLString) },
      ({ number }: Person) => `s${number}`,
    ),
    things: resolved(
      'Person.things',
      { type: list(Thing), args: { roles: { type: list(Role), defaultValue: ['guest', null] } } },
      ({ number }: Person, _args, context) => [thingOf(number, context), null, thingOf(number + 1, context)],
    ),
    letters: resolved(
      'Person.letters',
      { type: list(new must(GraphQLString)), args: { ids: { type: list(new must(GraphQLID)) } } },
      ({ number }: Person, _args, { faults }) =>
        [0, 1, 2].map((n) =>
          n === 1 && faults.get('Person.letters') === 'reject'
            ? Promise.reject(new Error('letter lost'))
            : Promise.resolve(`letter ${number}.${n}`),
        ),
      true,
    ),
    notes: resolved('Person.notes', { type: list(GraphQLString) }, ({ number }: Person, _args, { faults }) =>
      [0, 1, 2].map((n) =>
        n === 0 && faults.get('Person.notes') === 'reject'
          ? Promise.resolve().then(() => Promise.reject(new Error('note lost')))
          : n === 2
            ? `note ${number}`
            : Promise.resolve(n === 1 ? null : 'first note'),
      ),
    ),
  }),
});

const ItemType = new GraphQLObjectType<unknown, VillageContext>({
  name: 'Item',
  interfaces: [Entity, Priced],
  fields: (): Fields => ({
    ...entityFields('Item', new must(GraphQLString)),
    price: { type: Money },
    tags: { type: new must(list(new must(GraphQLString))) },
    weight: { type: new must(GraphQLFloat) },
  }),
});

const CrateType = new GraphQLObjectType<unknown, VillageContext>({
  name: 'Crate',
  interfaces: [Entity],
  fields: (): Fields => ({
    ...entityFields('Crate', GraphQLString),
    contents: { type: list(new must(ItemType)) },
    shelves: { type: list(list(Thing)) },
    lid: { type: Entity },
    manifest: { type: Json },
    count: resolved('Crate.count', { type: new must(GraphQLInt) }, () => 2, true),
  }),
});

const Thing: GraphQLUnionType = new GraphQLUnionType({
  name: 'Thing',
  types: () => [PersonType, ItemType, CrateType],
  resolveType: (value) => typeName(value),
});

const query = new GraphQLObjectType<unknown, VillageContext>({
  name: 'Query',
  fields: {
    person: resolved(
      'Query.person',
      { type: PersonType, args: { id: { type: new must(GraphQLID) } } },
      (_source, { id }, context) => (id === '2' ? null : new Person(String(id).length, context)),
    ),
    people: resolved(
      'Query.people',
      { type: new must(list(PersonType)), args: { ids: { type: new must(list(new must(GraphQLID))) } } },
      (_source, { ids }, context) =>
        (ids as string[]).map((id, n) => (id === '2' ? null : new Person(n + id.length, context))),
    ),
    thing: resolved(
      'Query.thing',
      { type: Thing, args: { role: { type: Role, defaultValue: 'admin' } } },
      (_source, { role }, context) => thingOf(role === 'admin' ? 2 : 1, context),
    ),
    entities: resolved(
      'Query.entities',
      { type: list(new must(Entity)), args: { first: { type: new must(GraphQLInt), defaultValue: 3 } } },
      (_source, { first }, context) =>
        Array.from({ length: Math.max(0, Math.min(4, Number(first))) }, (_, n) => thingOf(n, context)),
    ),
    priced: resolved(
      'Query.priced',
      { type: Priced },
      (_source, _args, context) => new Item(4, context),
      true,
    ),
    echo: resolved(
      'Query.echo',
      {
        type: new must(GraphQLString),
        args: {
          int: { type: GraphQLInt },
          float: { type: GraphQLFloat },
          text: { type: GraphQLString, defaultValue: 'none' },
          flag: { type: GraphQLBoolean },
          role: { type: Role, defaultValue: 'guest' },
          date: { type: DateScalar, defaultValue: new Date(0) },
          days: { type: list(DateScalar) },
          json: { type: Json },
          grid: { type: list(new must(list(GraphQLInt))) },
          filter: { type: Filter },
          range: { type: new must(Range), defaultValue: { from: 3, to: 4 } },
        },
      },
      (_source, args) => describeArguments(args),
    ),
    today: { type: DateScalar },
  },
});

/** The arguments as text, so that equal text means equal types and key order. */
function describeArguments(args: unknown): string {
  return JSON.stringify(args, function (this: Record<string, unknown>, key, value: unknown) {
    return this[key] instanceof Date ? `Date(${this[key].toISOString()})` : value;
  });
}

/** A schema with everything that executors get wrong: abstract types, lists of lists, covariant nullability, odd defaults. */
export const villageSchema = new GraphQLSchema({ query, types: [PersonType, ItemType, CrateType] });

/** Scalar values for generated queries. */
export const VILLAGE_SCALARS = {
  Date: ['2026-11-11T00:00:00.000Z', '1999-12-31T23:59:59.000Z'],
  Json: ['text', 7, true],
};
