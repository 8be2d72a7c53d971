import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';
import { typeDefs } from '../sdl/type-defs.js';

const endpoint = '{env.UPSTREAM_URL}';
const headers = { 'content-type': 'application/json', accept: 'application/json' };
const text = { type: 'string' };
const texts = { type: 'array', items: text };

interface Endpoint {
  readonly field: string;
  readonly path: string;
  readonly request: object;
  readonly answer: object;
}

/** A service with one endpoint, as a subgraph. */
const subgraph = (
  name: string,
  { field, path, request, answer }: Endpoint,
  more: Record<string, string> = {},
) => ({
  sourceHandler: loadJSONSchemaSubgraph(name, {
    endpoint,
    operationHeaders: { ...headers, ...more },
    operations: [
      {
        type: 'Query' as const,
        field,
        path,
        method: 'POST' as const,
        requestSchema: { title: `${name}Request`, type: 'object', properties: request },
        responseSchema: { title: `${name}Answer`, type: 'object', properties: answer },
      },
    ],
  }),
});

/** A batch answers a map by id: GraphQL has no type for it but JSON. */
const batch = (field: string, path: string): Endpoint => ({
  field,
  path,
  request: { ids: texts },
  answer: { results: { type: 'object', additionalProperties: true } },
});

const ranking: Endpoint = {
  field: 'recommendations',
  path: '/algorithm/recommendations',
  request: {
    sceneId: text,
    sessionId: text,
    count: { type: 'integer' },
    cursor: text,
    filterIds: texts,
    unservedIds: texts,
    relatedTo: texts,
    context: { type: 'object', additionalProperties: true },
  },
  answer: {
    hasMore: { type: 'boolean' },
    items: { type: 'array', items: { title: 'Ranked', type: 'object', properties: { contentId: text } } },
  },
};

/** Interfaces of additional types lose their fields in the running gateway: the card stands in for its interface. */
const withoutInterface = typeDefs
  .replace('type Query {', 'extend type Query {')
  .replace(/interface FeedItem .*/, '')
  .replace('implements FeedItem ', '')
  .replace('node: FeedItem!', 'node: VideoCard!');

/** What mesh-compose makes the supergraph of. */
export const composeConfig = defineConfig({
  subgraphs: [
    subgraph('ALGORITHM', ranking, {
      'x-viewer-id': '{context.headers["x-viewer-id"]}',
      'x-device-id': '{context.headers["x-device-id"]}',
    }),
    subgraph('CONTENT', batch('videosByIds', '/content/videos:batchGet')),
    subgraph('CATALOG', batch('itemsByIds', '/catalog/items:batchGet')),
  ],
  additionalTypeDefs: withoutInterface,
});
