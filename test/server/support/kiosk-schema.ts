import { once } from 'node:events';
import {
  GraphQLEnumType,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import type { GraphQLFieldConfigMap } from 'graphql';
import { gatewayError } from '../../../schema/error-codes.js';
import type { RequestFacts, RequestScope } from '../../../src/server/options.js';

/** Scope of one request in these tests: what the server told it, and what it did. */
export class KioskScope implements RequestScope {
  readonly traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  rateExceededCalls = 0;
  readonly delivered: boolean[] = [];

  constructor(
    readonly facts: RequestFacts,
    private readonly kiosk: KioskCounters,
  ) {}

  count(): void {
    this.kiosk.resolverCalls++;
  }

  rateExceeded(): void {
    this.rateExceededCalls++;
  }

  afterResponse(delivered: boolean): void {
    this.delivered.push(delivered);
  }
}

/** What the resolvers and scopes of one test server have done. */
export class KioskCounters {
  resolverCalls = 0;
  readonly scopes: KioskScope[] = [];

  readonly createContext = (facts: RequestFacts): KioskScope => {
    const scope = new KioskScope(facts, this);
    this.scopes.push(scope);
    return scope;
  };
}

const must = GraphQLNonNull;
const ids = { type: new must(new GraphQLList(new must(GraphQLID))) };
const first = (defaultValue: number) => ({ first: { type: GraphQLInt, defaultValue } });

const Colour = new GraphQLEnumType({ name: 'Colour', values: { RED: {}, BLUE: {} } });
const Coupon = new GraphQLObjectType({ name: 'Coupon', fields: { code: { type: GraphQLString } } });
const Product: GraphQLObjectType = new GraphQLObjectType<unknown, KioskScope>({
  name: 'Product',
  fields: () => ({
    id: { type: new must(GraphQLID) },
    coupons: {
      type: new must(new GraphQLList(new must(Coupon))),
      args: first(5),
      extensions: { maxListSize: 5 },
      resolve: () => [{ code: 'c' }],
    },
    similar: { type: Product, resolve: () => ({ id: 's' }) },
  }),
});
const Card = new GraphQLObjectType({
  name: 'Card',
  fields: { id: { type: new must(GraphQLID) }, product: { type: Product } },
});
const Feed = new GraphQLObjectType({
  name: 'Feed',
  fields: { nodes: { type: new must(new GraphQLList(new must(Card))) }, size: { type: GraphQLInt } },
});

const fields: GraphQLFieldConfigMap<unknown, KioskScope> = {
  hello: {
    type: GraphQLString,
    args: { name: { type: GraphQLString }, colour: { type: Colour } },
    resolve: (_source, { name }, scope) => {
      scope.count();
      return `hello ${String(name ?? 'you')}`;
    },
  },
  feed: {
    type: new must(Feed),
    args: first(10),
    extensions: { maxListSize: 20 },
    resolve: (_source, { first: size }, scope) => {
      scope.count();
      const clamped = Math.min(20, Math.max(1, Number(size ?? 10)));
      const nodes = Array.from({ length: clamped }, (_, n) => ({ id: `${n}`, product: { id: `p${n}` } }));
      return { nodes, size: clamped };
    },
  },
  products: {
    type: new must(new GraphQLList(Product)),
    args: { ids },
    resolve: (_source, args: Record<string, unknown>, scope) => {
      scope.count();
      return (args['ids'] as string[]).map((id) => ({ id }));
    },
  },
  broken: {
    type: GraphQLString,
    resolve: () => {
      throw new Error('connect ECONNREFUSED 10.1.2.3:8080 at /srv/app/secret.js');
    },
  },
  unavailable: {
    type: GraphQLString,
    resolve: () => {
      throw gatewayError('UPSTREAM_UNAVAILABLE');
    },
  },
  patient: {
    type: GraphQLString,
    resolve: async (_source, _args, { facts: { signal } }) => {
      await once(signal, 'abort');
      return 'never sent';
    },
  },
};

/** A small schema with lists, limits, faults and a field that waits for the client to leave. */
export const kioskSchema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields }),
  mutation: new GraphQLObjectType<unknown, KioskScope>({
    name: 'Mutation',
    fields: {
      buy: {
        type: GraphQLString,
        resolve: (_source, _args, scope) => {
          scope.count();
          return 'sold';
        },
      },
    },
  }),
});
