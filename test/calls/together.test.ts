import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { accountId, itemId, videoId } from '../support/records.js';
import { askTraced, describeCalls } from './support/calls-of-request.js';
import { startScenes } from './support/scenes.js';

const UPSTREAM_MS = 25;

describe('several reads in one document', () => {
  let gateway: TestGateway;

  before(async () => {
    gateway = await startGateway({ upstreams: await startScenes() });
    for (const name of UPSTREAM_NAMES) gateway.upstreams.delay(name, UPSTREAM_MS);
  });
  after(() => gateway.close());

  const hopsOf = async (document: string, variables: object = {}) => {
    const request = await askTraced(gateway, document, variables, VIEWER);
    assert.equal(request.answer.errors, undefined);
    return { hops: describeCalls(request).hops, data: request.answer.data };
  };

  it('two feeds have two lists, ask once who the viewer is, and read equal contents once', async () => {
    const { hops, data } = await hopsOf(`{
      first: feed(sceneId: "home") { edges { node { ... on VideoCard { video { id } } } } }
      second: feed(sceneId: "home", first: 5) { edges { node { ... on VideoCard { video { products { totalCount } } } } } }
    }`);
    assert.deepEqual(hops, [
      ['ALGORITHM recommendations x2', 'ENGAGEMENT viewer-profile', 'EXPOSURE exposures'],
      ['CONTENT videos 15'],
      ['ACCOUNTS accounts 15', 'CATALOG items 24', 'ENGAGEMENT author-states 15'],
    ]);
    assert.equal(data.first.edges.length, 10);
    assert.equal(data.second.edges.length, 5);
  });

  it('by-id reads beside a feed share its records', async () => {
    const { hops } = await hopsOf(
      `query Beside($video: ID!, $product: ID!, $author: ID!) {
        feed(sceneId: "home") { edges { node { ... on VideoCard { video { title products { totalCount } } } } } }
        video(id: $video) { title }
        product(id: $product) { title }
        author(id: $author) { name }
      }`,
      {
        video: globalId('Video', videoId(3)),
        product: globalId('Product', itemId(9)),
        author: globalId('Author', accountId(3)),
      },
    );
    assert.deepEqual(hops, [
      [
        'ACCOUNTS accounts 1',
        'ALGORITHM recommendations',
        'CATALOG items 1',
        'CONTENT videos 1',
        'ENGAGEMENT viewer-profile',
        'EXPOSURE exposures',
      ],
      ['CONTENT videos 14'],
      ['ACCOUNTS accounts 14', 'CATALOG items 22+22', 'ENGAGEMENT author-states 15'],
    ]);
  });

  it('equal reads under several names are one', async () => {
    const { hops } = await hopsOf(
      `query Names($id: ID!, $ids: [ID!]!) {
        a: video(id: $id) { title } b: video(id: $id) { author { name } }
        c: videos(ids: $ids) { title } d: node(id: $id) { id ... on Video { author { name } } }
      }`,
      { id: globalId('Video', videoId(3)), ids: [3, 3, 4].map((n) => globalId('Video', videoId(n))) },
    );
    assert.deepEqual(hops, [['CONTENT videos 2'], ['ACCOUNTS accounts 1']]);
  });
});
