import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildSchema, GraphQLObjectType, type GraphQLSchema } from 'graphql';
import {
  chain,
  constant,
  EMPTY,
  ERROR,
  fromLegacy,
  NULL,
  view,
  type Secondary,
} from '../../datasources/chain/chain.js';
import { DeclarationError } from '../../datasources/chain/declaration-rules.js';
import { composed, consistent } from '../../datasources/chain/list-declarations.js';
import { ok } from '../../datasources/chain/outcome.js';
import { source, type Source } from '../../datasources/chain/source.js';
import type { Scope } from '../../datasources/http/endpoint.js';
import { builtInSnapshot } from '../../datasources/snapshot/built-in.js';
import type { UpstreamName } from '../../datasources/upstreams.js';
import { DEFAULT_POLICY } from '../../resolvers/feed/default-policy.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { readDeclared, sortDeclared } from '../../src/explain/declared.js';
import { assertDeclared } from '../../scripts/declarations/schema-rules.js';
import { readEndpoints } from './support/endpoints.js';

const from = <S extends Scope>(upstream: UpstreamName, scope: S, timeoutMs = 50): Source<string, S> =>
  source({
    id: `${upstream}.test`,
    upstream,
    scope,
    maxBatch: 10,
    timeoutMs,
    load: () => Promise.resolve(new Map()),
  });
const content = from('CONTENT', 'PUBLIC');
const viewers = from('ENGAGEMENT', 'VIEWER');
const legacy = fromLegacy(from('LEGACY', 'PUBLIC'), ok);
const ages = { freshMs: 1_000, staleOkMs: 2_000, maxMs: 3_000 };
const lkg = (changed: Partial<typeof ages> = {}) => ({ contract: '1', ages: { ...ages, ...changed } });
const pick = (record: string): string => record;
const anything = chain('Thing', { primary: content });
/** What types refuse already, as it looks to plain JavaScript. */
const untyped = (value: object): never => value as never;

/** Whether something is refused with a message that names what was declared and what to do. */
function refused(declare: () => unknown, named: string, problem: RegExp): void {
  assert.throws(declare, (error) => {
    assert(error instanceof DeclarationError);
    assert.ok(error.message.startsWith(`${named}: `), error.message);
    assert.match(error.message, problem);
    assert.match(error.message, /Remedy: .{10}/);
    return true;
  });
}

/** A schema in which the fields of these coordinates are resolved. */
function resolving(text: string, ...coordinates: string[]): GraphQLSchema {
  const schema = buildSchema(text);
  for (const coordinate of coordinates) {
    const [typeName = '', name = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    assert(type instanceof GraphQLObjectType);
    const field = type.getFields()[name];
    assert(field);
    field.resolve = () => null;
  }
  return schema;
}

const THING =
  'type Query { thing: Thing things: [Thing] } type Thing { name: String kind: Kind! tags: [String!]! } enum Kind { A UNKNOWN }';

describe('the declarations of the gateway', () => {
  it('hold against its schema: every resolved field is declared, every declaration is a field (L1, L2, L9)', async () => {
    const declared = await readDeclared();
    assertDeclared(await buildGatewaySchema(), declared);
    assert.ok(declared.chains.length >= 10 && declared.views.length >= 15);
    assert.ok(declared.lists.length === 1 && declared.consistent.length >= 1);
  });

  it('are made of reads of the contract, in the scope that it gives them (L4, L7)', async () => {
    const endpoints = await readEndpoints();
    const { chains } = await readDeclared();
    for (const { primary, secondary } of chains)
      for (const { id, scope, upstream, timeoutMs } of [primary, ...(secondary ? [secondary.source] : [])]) {
        const endpoint = endpoints.get(id);
        assert.ok(endpoint, `${id} has no endpoint`);
        assert.deepEqual({ scope, upstream, timeoutMs }, { scope: endpoint.scope, upstream: endpoint.upstream, timeoutMs: endpoint.timeoutMs }); // prettier-ignore
        assert.ok(endpoint.method === 'GET' || endpoint.path.includes(':batchGet'), `${id} is no read`);
        assert.equal(endpoint.background, undefined);
      }
  });

  it('end their feed in a packaged list that fills a page (L9)', () => {
    assert.ok(builtInSnapshot().items.length >= DEFAULT_POLICY.minCount);
  });
});

describe('L1: a resolved field', () => {
  const name = view('Thing.name', anything, { pick, end: NULL });

  it('without a declaration is refused', () => {
    const schema = resolving(THING, 'Thing.name', 'Thing.tags');
    const declared = sortDeclared([anything, name, composed('Query.things', [name])]);
    refused(() => assertDeclared(schema, declared), 'Thing.tags', /nothing says where its value comes from/);
  });

  it('that the schema does not have is refused', () => {
    const lost = view('Thing.lost', anything, { pick, end: NULL });
    refused(
      () => assertDeclared(resolving(THING), sortDeclared([anything, lost])),
      'Thing.lost',
      /no such field/,
    );
  });

  it('of a chain that is not exported is refused: it would be neither documented nor drilled', () => {
    refused(() => assertDeclared(resolving(THING), sortDeclared([name])), 'Thing.name', /not exported/);
  });

  it('whose coordinate is none is refused', () => {
    refused(() => view('thing', anything, { pick, end: NULL }), 'thing', /no schema coordinate/);
  });
});

describe('L2: the end of a field', () => {
  for (const end of [NULL, ERROR])
    it(`that is never null is not ${end.policy}`, () => {
      const kind = view('Thing.kind', anything, { pick, end });
      refused(
        () => assertDeclared(resolving(THING), sortDeclared([anything, kind])),
        'Thing.kind',
        /ends in/,
      );
    });

  it('that a list leaves out may be null', () => {
    const kind = view('Thing.kind', anything, { pick, end: NULL });
    const schema = resolving(THING.replace('things: [Thing]', ''), 'Thing.kind');
    assertDeclared(schema, sortDeclared([anything, kind, composed('Thing.tags', [kind])]));
  });

  it('is declared where items of a list may be null', () => {
    refused(
      () => assertDeclared(resolving(THING), sortDeclared([])),
      'Query.things',
      /items of its list may be null/,
    );
  });
});

describe('L3: ages', () => {
  it('have a hard maximum', () => {
    for (const maxMs of [Infinity, Number.NaN, untyped({}) as number, 0])
      refused(() => chain('Thing', { primary: content, lkg: lkg({ maxMs }) }), 'Thing', /maximum age/);
  });

  it('rise', () => {
    for (const changed of [{ freshMs: 2_500 }, { staleOkMs: 3_500 }, { freshMs: -1 }])
      refused(
        () => chain('Thing', { primary: content, lkg: lkg(changed) }),
        'Thing',
        /freshMs ≤ staleOkMs ≤ maxMs/,
      );
  });

  it('of money, stock and live states end within a minute', () => {
    for (const upstream of ['PRICING', 'INVENTORY', 'LIVE'] as const) {
      const primary = from(upstream, 'PUBLIC');
      refused(() => chain('Thing', { primary, lkg: lkg({ maxMs: 60_001 }) }), 'Thing', /more than 60 s/);
      refused(() => chain('Thing', { primary, snapshot: () => null }), 'Thing', /out of snapshots/);
      chain('Thing', { primary, lkg: lkg({ maxMs: 60_000 }) });
    }
  });

  it('of a view keep within those of its record', () => {
    const of = chain('Thing', { primary: content, lkg: lkg() });
    refused(() => view('Thing.name', of, { pick, end: NULL, maxMs: 3_001 }), 'Thing.name', /outlives/);
    refused(
      () => view('Thing.name', of, { pick, end: NULL, maxMs: 1_500 }),
      'Thing.name',
      /below the staleOkMs/,
    );
    const quick = chain('Thing', { primary: content, lkg: lkg({ staleOkMs: 1_000 }) });
    view('Thing.name', quick, { pick, end: NULL, maxMs: 0 });
  });

  it('are no place for invented prices, stock and live states', () => {
    const of = chain('Thing', { primary: from('INVENTORY', 'PUBLIC') });
    const end = constant<object>({ state: 'IN_STOCK', asOf: null });
    refused(() => view('Thing.stock', of, { pick, end }), 'Thing.stock', /invented/);
    view('Thing.stock', of, { pick, end: constant<object>({ state: 'UNKNOWN', asOf: null }) });
  });
});

describe('L4: what belongs to a viewer', () => {
  it('is not kept', () => {
    refused(
      () => chain('Thing', untyped({ primary: viewers, lkg: lkg() })),
      'Thing',
      /belongs to one viewer/,
    );
  });

  it('has no snapshot, and a segment has none either', () => {
    for (const primary of [viewers, from('CATALOG', 'SEGMENT')])
      refused(() => chain('Thing', untyped({ primary, snapshot: () => null })), 'Thing', /for everybody/);
  });

  it('is not known better by a source that knows no viewer', () => {
    refused(() => chain('Thing', { primary: viewers, secondary: legacy }), 'Thing', /of one viewer/);
  });
});

describe('L5: a secondary', () => {
  it('is LEGACY, whose cap holds', () => {
    const secondary: Secondary<string> = { ...legacy, source: from('CATALOG', 'PUBLIC') };
    refused(() => chain('Thing', { primary: content, secondary }), 'Thing', /not LEGACY/);
  });

  it('is another service than the primary', () => {
    refused(() => chain('Thing', { primary: from('LEGACY', 'PUBLIC'), secondary: legacy }), 'Thing', /both/);
  });
});

it('L6: remote hops fit into half of the usual deadline', () => {
  const slow = fromLegacy(from('LEGACY', 'PUBLIC', 300), ok);
  refused(
    () => chain('Thing', { primary: from('CONTENT', 'PUBLIC', 101), secondary: slow }),
    'Thing',
    /400 ms/,
  );
  chain('Thing', { primary: from('CONTENT', 'PUBLIC', 100), secondary: slow });
});

it('L7: a mutation has no chain', () => {
  refused(() => view('Mutation.like', anything, { pick, end: NULL }), 'Mutation.like', /mutation/);
});

it('L8: fields that have to agree are read out of one record', () => {
  const name = view('Thing.name', anything, { pick, end: NULL });
  const tags = view('Thing.tags', chain('Thing#tags', { primary: content }), {
    pick: () => [''],
    end: EMPTY,
  });
  refused(() => consistent([name, tags]), 'Thing.name, Thing.tags', /Thing and Thing#tags/);
  consistent([name, name]);
});

it('L9: a constant is a value of its field', () => {
  for (const value of ['B', { kind: 'A' }, []]) {
    const kind = view('Thing.kind', anything, { pick, end: constant<unknown>(value) });
    refused(
      () => assertDeclared(resolving(THING), sortDeclared([anything, kind])),
      'Thing.kind',
      /no value of Kind!/,
    );
  }
  const nulls = view('Thing.tags', anything, { pick, end: constant<unknown>([null]) });
  refused(
    () => assertDeclared(resolving(THING), sortDeclared([anything, nulls])),
    'Thing.tags',
    /no value of/,
  );
});
