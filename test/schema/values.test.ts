import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { graphql } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { Video } from '../../schema/video.type.js';
import { author, page, product, room, shop, video } from './samples.js';
import { answers, buildStubSchema } from './stub-root.resolver.js';

const schema = buildStubSchema();
const run = async (source: string): Promise<ExecutionResult> => graphql({ schema, source });

beforeEach(() => answers.clear());

test('the concrete type of a node and of a card is the class of the instance', async () => {
  answers.set('home', page);
  const objects = { video, product, author, shop, room };
  for (const [id, object] of Object.entries(objects)) answers.set(id, object);
  const { data, errors } = await run(
    `{ nodes(ids: ["video", "product", "author", "shop", "room", "none"]) { __typename id }
       feed(sceneId: "home") { nodes { __typename id contentType } } }`,
  );
  assert.equal(errors, undefined);
  assert.deepEqual(
    (data?.['nodes'] as ({ __typename: string } | null)[]).map((node) => node?.__typename),
    ['Video', 'Product', 'Author', 'Shop', 'LiveRoom', undefined],
  );
  const { nodes } = data?.['feed'] as { nodes: { __typename: string; contentType: string }[] };
  assert.deepEqual(
    nodes.map(({ __typename, contentType }) => [__typename, contentType]),
    [
      ['VideoCard', 'VIDEO'],
      ['LiveCard', 'LIVE'],
      ['BannerCard', 'BANNER'],
    ],
  );
});

test('a node that is not an instance is an error of ours, not a guess', async () => {
  answers.set('video', Object.assign({}, video));
  const { data, errors } = await run('{ node(id: "video") { __typename } }');
  assert.equal(data?.['node'], null);
  assert.match(errors?.[0]?.message ?? '', /Node/);
});

test('plain literals and instances answer their fields, instants and arguments included', async () => {
  answers.set('home', page);
  const { data, errors } = await run(
    `{ feed(sceneId: "home") {
         session { startedAt } serving { tier }
         edges { position tracking { args } node { ... on VideoCard { video { title publishedAt category { name } author { shop { name } } } } } } } }`,
  );
  assert.equal(errors, undefined);
  const feed = data?.['feed'] as {
    session: object;
    serving: object;
    edges: { position: number; node: object }[];
  };
  assert.deepEqual({ ...feed.session }, { startedAt: '2026-11-11T12:00:00.000Z' });
  assert.deepEqual({ ...feed.serving }, { tier: 'PRIMARY' });
  assert.equal(
    JSON.stringify(feed.edges[0]),
    JSON.stringify({
      position: 0,
      tracking: { args: { k: 'v' } },
      node: {
        video: {
          title: 'Three ways to fold a shirt',
          publishedAt: '2026-11-11T12:00:00.000Z',
          category: { name: null },
          author: { shop: { name: 'Linen House' } },
        },
      },
    }),
  );
});

test('a carried field that is left out stays unknown, and a copy can carry it, known absent or known', () => {
  assert.equal(video.viewer, undefined);
  for (const viewer of [null, { liked: true, favorited: false }]) {
    const copy = new Video(Object.assign({}, video, { viewer }));
    assert.equal(copy.viewer, viewer);
    assert.equal(copy.author, author);
    assert.equal(copy.title, video.title);
  }
  assert.equal(video.viewer, undefined);
});
