import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { view, NULL, type End, type View } from '../../datasources/chain/chain.js';
import { productRecord } from '../../resolvers/product.chains.js';
import { buildGatewaySchema } from '../../src/build-schema.js';

type AnyView = View<any, any>;

/** Entries of lists: one that cannot be read is left out, so the field is never asked to be null. */
const LEFT_OUT = new Map([['VideoProductEdge.node', 'VideoProductConnection.edges']]);
/** Fields whose resolver reads several records through a view of another field. */
const BUILT_FROM = new Map([['Video.products', 'VideoProductEdge.node']]);

/** `Query.node(Shop)`: reads of one type through a field of several. */
const fieldOf = (coordinate: string): string => coordinate.replace(/\(.*\)$/, '');

describe('the declared chains and the schema', () => {
  let schema: GraphQLSchema;
  let views: readonly AnyView[];

  before(async () => {
    schema = await buildGatewaySchema();
    views = await declaredViews();
  });

  const typeOf = (coordinate: string): GraphQLOutputType | undefined => {
    const [typeName = '', field = ''] = fieldOf(coordinate).split('.');
    const type = schema.getType(typeName);
    return isObjectType(type) ? type.getFields()[field]?.type : undefined;
  };

  it('views are found, and each has a place of its own', () => {
    const coordinates = views.map(({ coordinate }) => coordinate);
    assert.ok(coordinates.length >= 15, coordinates.join());
    assert.equal(new Set(coordinates).size, coordinates.length);
  });

  it('every view stands for a field that exists', () => {
    for (const { coordinate } of views) {
      assert.ok(typeOf(coordinate), coordinate);
      const [, typeName] = /\((.*)\)$/.exec(coordinate) ?? [];
      if (typeName !== undefined) assert.ok(isObjectType(schema.getType(typeName)), coordinate);
    }
  });

  it('every field of a chain can be null, or its chain ends in a constant that fits it', () => {
    for (const declared of views) {
      const list = LEFT_OUT.get(declared.coordinate);
      const faults =
        list === undefined
          ? endFaults(declared.end, typeOf(declared.coordinate))
          : [...entryFaults(typeOf(list), declared.coordinate)];
      assert.deepEqual(faults, [], declared.coordinate);
    }
  });

  it('a field that could not take the end of its chain would be found', () => {
    const wrong = view('Product.title', productRecord, { pick: ({ title }) => title, end: NULL });
    assert.deepEqual(endFaults(wrong.end, typeOf('Product.title')), ['NULL at String!']);
    assert.deepEqual(endFaults({ policy: 'EMPTY', value: [] }, typeOf('Product.pricing')), [
      'EMPTY at ProductPricing',
    ]);
    assert.deepEqual(
      endFaults({ policy: 'DEFAULT', value: { asOf: null } }, typeOf('Product.availability')),
      ['DEFAULT without state'],
    );
  });

  it('every field with a resolver below the roots is answered through a chain', () => {
    const declared = new Set(views.map(({ coordinate }) => coordinate));
    const resolved = fieldsWithResolver(schema);
    assert.ok(resolved.length >= 10, resolved.join());
    assert.deepEqual(
      resolved.filter((field) => !declared.has(BUILT_FROM.get(field) ?? field)),
      [],
    );
  });

  it('a list read by ids has room for null at every place', () => {
    for (const { name, type } of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      const inner = getNullableType(type);
      if (isListType(inner)) assert.ok(!isNonNullType(inner.ofType), name);
    }
  });
});

async function declaredViews(): Promise<AnyView[]> {
  const folder = new URL('../../resolvers/', import.meta.url).pathname;
  // Files that begin with an underscore are templates.
  const files = globSync(`${folder}**/[!_]*.chains.js`);
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  return modules.flatMap((module) => Object.values(module as object)).filter(isView);
}

const isView = (value: unknown): value is AnyView =>
  typeof value === 'object' && value !== null && 'coordinate' in value && 'end' in value;

/** What keeps the end of a chain from being a value of a field. */
function endFaults(end: End<unknown>, type: GraphQLOutputType | undefined): string[] {
  const fault = [`${end.policy} at ${String(type)}`];
  switch (end.policy) {
    case 'NULL':
    case 'ERROR':
      return isNonNullType(type) ? fault : [];
    case 'EMPTY':
      return isListType(getNullableType(type)) && Array.isArray(end.value) ? [] : fault;
    case 'DEFAULT': {
      const object = getNullableType(type);
      if (!isObjectType(object)) return fault;
      const constant = end.value as Readonly<Record<string, unknown>>;
      return Object.values(object.getFields())
        .filter((field) => isNonNullType(field.type) && constant[field.name] == null)
        .map((field) => `DEFAULT without ${field.name}`);
    }
  }
}

/** What keeps entries with a field from being left out of their list. */
function entryFaults(list: GraphQLOutputType | undefined, coordinate: string): string[] {
  const inner = getNullableType(list);
  const isListOfOwner = isListType(inner) && getNamedType(inner).name === coordinate.split('.')[0];
  return isListOfOwner ? [] : [`${coordinate} stands in no list of ${String(list)}`];
}

/** Coordinates of fields that are not read from their parent alone. */
function fieldsWithResolver(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && type !== schema.getQueryType() && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter(({ resolve }) => resolve !== undefined)
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
}
