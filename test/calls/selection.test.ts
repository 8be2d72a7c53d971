import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { batch } from '../support/fake-upstreams.js';
import { ANONYMOUS, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { itemId, videoRecord } from '../support/records.js';
import { askTraced, describeEndpoints, isAwaited } from './support/calls-of-request.js';
import { startScenes } from './support/scenes.js';

/** What a page of `home` costs a known viewer whatever is selected. */
const PAGE = [
  'ACCOUNTS accounts 15',
  'ALGORITHM recommendations',
  'CONTENT videos 15',
  'ENGAGEMENT author-states 15',
  'ENGAGEMENT viewer-profile',
  'EXPOSURE exposures',
];
const ITEMS = 'CATALOG items 23+22';
const PRICES = 'PRICING prices 45';
const STOCKS = 'INVENTORY stocks 45';
const ROOMS = 'LIVE rooms by account 10';
const VIDEO_STATES = 'ENGAGEMENT video-states 10';

/** Uses of one document before the executor compiles it, and the next one, which is compiled. */
const ROUNDS = 4;

/** A feed with this selection on its videos. */
const video = (selection: string, variables = '', fragments = ''): string =>
  `query Selected${variables} { feed(sceneId: "home") { edges { node { ... on VideoCard { video { ${selection} } } } } } } ${fragments}`;
const product = (selection: string, variables = '', fragments = ''): string =>
  video(`products(first: 3) { edges { node { ${selection} } } }`, variables, fragments);

const PRICE_FRAGMENT = 'fragment Price on Product { pricing { stale } }';
const SWITCH = '($on: Boolean!)';

type Case = readonly [what: string, document: string, variables: object, extra: readonly string[]];

const CASES: readonly Case[] = [
  ['nothing beyond the list', video('id title stats { playCount }'), {}, []],
  ['the author, whom mixing asks for anyway', video('author { name shop { name } }'), {}, []],
  ['the number of products', video('products { totalCount }'), {}, [ITEMS]],
  ['titles of products', product('title'), {}, [ITEMS]],
  ['prices', product('pricing { stale }'), {}, [ITEMS, PRICES]],
  ['coupons alone', product('coupons { id }'), {}, [ITEMS, PRICES]],
  ['promotions alone', product('promotions { id }'), {}, [ITEMS, PRICES]],
  ['stock', product('availability { state }'), {}, [ITEMS, STOCKS]],
  ['the room of an author', video('author { live { id } }'), {}, [ROOMS]],
  ["the viewer's state of a video", video('viewer { liked }'), {}, [VIDEO_STATES]],
  ["the viewer's state of an author", video('author { viewer { following } }'), {}, []],
  ['an alias', product('cost: pricing { stale }'), {}, [ITEMS, PRICES]],
  ['a named fragment', product('...Price', '', PRICE_FRAGMENT), {}, [ITEMS, PRICES]],
  [
    'fragments on an interface',
    video('... on Node { ... on Video { viewer { liked } } }'),
    {},
    [VIDEO_STATES],
  ],
  [
    'the list of nodes instead of edges',
    '{ feed(sceneId: "home") { nodes { ... on VideoCard { video { viewer { liked } } } } } }',
    {},
    [VIDEO_STATES],
  ],
  ['a literal @include(if: false)', product('title pricing @include(if: false) { stale }'), {}, [ITEMS]],
  ['a literal @skip(if: true)', video('id viewer @skip(if: true) { liked }'), {}, []],
  [
    '@include switched on',
    product('title pricing @include(if: $on) { stale }', SWITCH),
    { on: true },
    [ITEMS, PRICES],
  ],
  [
    '@include switched off',
    product('title pricing @include(if: $on) { stale }', SWITCH),
    { on: false },
    [ITEMS],
  ],
  [
    '@skip switched on',
    product('title availability @skip(if: $on) { state }', SWITCH),
    { on: true },
    [ITEMS],
  ],
  [
    '@skip switched off',
    product('title availability @skip(if: $on) { state }', SWITCH),
    { on: false },
    [ITEMS, STOCKS],
  ],
  [
    'a fragment switched off',
    product('title ...Price @include(if: $on)', SWITCH, PRICE_FRAGMENT),
    { on: false },
    [ITEMS],
  ],
  [
    'an inline fragment switched off',
    video('id ... @skip(if: $on) { viewer { liked } }', SWITCH),
    { on: true },
    [],
  ],
  [
    'a default that switches off',
    video('id viewer @include(if: $on) { liked }', '($on: Boolean = false)'),
    {},
    [],
  ],
  [
    'a default that switches on',
    video('id viewer @include(if: $on) { liked }', '($on: Boolean = true)'),
    {},
    [VIDEO_STATES],
  ],
  [
    'one use switched off beside one that is not',
    product('a: pricing @skip(if: $on) { stale } b: pricing { stale }', SWITCH),
    { on: true },
    [ITEMS, PRICES],
  ],
  [
    'the products switched off with all below them',
    video(
      'id products @include(if: $on) { edges { node { pricing { stale } availability { state } } } }',
      SWITCH,
    ),
    { on: false },
    [],
  ],
];

describe('a feed asks for what is selected, and for nothing else', () => {
  let gateway: TestGateway;

  before(async () => (gateway = await startGateway({ upstreams: await startScenes() })));
  after(() => gateway.close());

  const callsFor = async (document: string, variables: object, headers: Record<string, string>) => {
    const request = await askTraced(gateway, document, variables, headers);
    assert.equal(request.answer.errors, undefined);
    return describeEndpoints(request.calls().filter(isAwaited));
  };

  for (const [what, document, variables, extra] of CASES)
    it(what, async () => {
      for (let round = 1; round <= ROUNDS; round++)
        assert.deepEqual(
          await callsFor(document, variables, VIEWER),
          [...PAGE, ...extra].sort(),
          `round ${round}`,
        );
    });

  it('whether the document is interpreted or compiled', async () => {
    const runs = (engine: string) => gateway.metric('vitrine_executions_total', { engine });
    assert.ok((await runs('compiled')) >= CASES.length);
    assert.ok((await runs('interpreted')) >= CASES.length);
  });

  it('with one document that is switched back and forth', async () => {
    const document = product('title pricing @include(if: $on) { stale }', '($on: Boolean!)');
    for (const on of [true, false, true, false, true, false]) {
      const calls = await callsFor(document, { on }, VIEWER);
      assert.equal(calls.includes(PRICES), on);
    }
  });

  it('for a client without ids nobody is asked about a viewer', async () => {
    const calls = await callsFor(video('viewer { liked } author { viewer { following } }'), {}, ANONYMOUS);
    assert.deepEqual(calls, ['ACCOUNTS accounts 15', 'ALGORITHM recommendations', 'CONTENT videos 15']);
  });

  it('a device without a viewer is asked about what devices have', async () => {
    const calls = await callsFor(video('viewer { liked }'), {}, { 'x-device-id': 'd1' });
    assert.deepEqual(
      calls,
      PAGE.filter((call) => !call.includes('author-states')),
    );
  });

  describe('when videos have five products', () => {
    before(() => {
      const products = Array.from({ length: 5 }, (_, i) => i);
      const record = (id: string) =>
        videoRecord(id, {
          products: products.map((i) => ({ itemId: itemId(Number(id.slice(-6)) * 5 + i), anchorMs: null })),
        });
      gateway.upstreams.on('CONTENT', '/videos:batchGet', batch(record, 50));
    });

    const sizes: readonly (readonly [string, string, object, string])[] = [
      ['the usual three', 'products(first: 1) { totalCount }', {}, 'CATALOG items 23+22'],
      ['as many as asked', 'products(first: 4) { totalCount }', {}, 'CATALOG items 30+30'],
      ['all without an argument', 'products { totalCount }', {}, 'CATALOG items 38+37'],
      ['as a variable says', 'products(first: $n) { totalCount }', { n: 4 }, 'CATALOG items 30+30'],
      [
        'the most of several uses',
        'a: products(first: 2) { totalCount } b: products(first: 5) { totalCount }',
        {},
        'CATALOG items 38+37',
      ],
    ];
    for (const [what, selection, variables, expected] of sizes)
      it(`reads ${what}`, async () => {
        const calls = await callsFor(
          video(selection, '($n: Int)'.repeat(Object.keys(variables).length)),
          variables,
          VIEWER,
        );
        assert.deepEqual(
          calls.filter((call) => call.startsWith('CATALOG')),
          [expected],
        );
      });
  });
});
