import {
  GraphQLEnumType,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  GraphQLString,
  Kind,
} from 'graphql';

const list = GraphQLList;
const must = GraphQLNonNull;

/** Instants; anything but a Date fails with a code of its own. */
export const DateScalar = new GraphQLScalarType<Date, string>({
  name: 'Date',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new GraphQLError('Date cannot represent a value that is no date', {
      extensions: { code: 'BAD_DATE' },
    });
  },
  parseValue: (value) => readDate(value),
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readDate(value: unknown): Date {
  const date = new Date(typeof value === 'string' ? value : NaN);
  if (Number.isNaN(date.getTime())) throw new TypeError('not a date');
  return date;
}

/** Any value. */
export const Json = new GraphQLScalarType<unknown>({ name: 'Json' });
/** An enum whose values inside are other words, and one of them null. */
export const Role = new GraphQLEnumType({
  name: 'Role',
  values: { ADMIN: { value: 'admin' }, GUEST: { value: 'guest' }, NOBODY: { value: null } },
});
/** Defaults on nullable and required fields. */
export const Range = new GraphQLInputObjectType({
  name: 'Range',
  fields: {
    from: { type: GraphQLInt, defaultValue: 1 },
    to: { type: new must(GraphQLInt), defaultValue: 9 },
    step: { type: GraphQLFloat },
  },
});
/** Lists of enums, dates, lists and itself. */
export const Filter: GraphQLInputObjectType = new GraphQLInputObjectType({
  name: 'Filter',
  fields: () => ({
    text: { type: GraphQLString },
    roles: { type: new list(new must(Role)), defaultValue: ['admin'] },
    range: { type: Range },
    since: { type: DateScalar },
    ids: { type: new must(new list(GraphQLID)), defaultValue: [] },
    not: { type: Filter },
    grid: { type: new list(new list(GraphQLInt)) },
  }),
});
