import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS_FOLDER } from '../../src/read-trusted-documents.js';
import { PAGE_SIZE } from '../scenarios/feed-query.js';
import { POPULAR, POPULAR_VIDEOS } from '../stand-in/ranking.js';
import { accountId, itemId, PRODUCTS_PER_VIDEO, videoId } from '../stand-in/records.js';
import { VARIANTS } from './variants.js';

/** Accounts that are asked for, as many as in the sandbox. */
const ACCOUNTS = 5_000;
const LIST = 10;

/** A document of the mix. */
export interface MixDocument {
  readonly name: string;
  readonly text: string;
  /** Variables for one of many ways to ask it; `rank` draws the place of a video in the order of popularity. */
  readonly variables: (rank: () => number) => object;
}

const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');
const video = (rank: () => number): string => globalId('Video', videoId(rank()));
const product = (rank: () => number): string => globalId('Product', itemId(rank() * PRODUCTS_PER_VIDEO));
const author = (rank: () => number): string =>
  globalId('Author', accountId(Math.floor((rank() * ACCOUNTS) / POPULAR_VIDEOS)));
const several = (id: (rank: () => number) => string) => (rank: () => number) => ({
  ids: Array.from({ length: LIST }, () => id(rank)),
});

/** What a document asks for, by the beginning of its name; the first that fits. */
const VARIABLES: readonly (readonly [beginning: string, variables: MixDocument['variables']])[] = [
  ['feed-next-page', () => ({ sceneId: POPULAR, first: PAGE_SIZE, after: '' })],
  ['feed', () => ({ sceneId: POPULAR, first: PAGE_SIZE })],
  ['snapshot-feed', () => ({ sceneId: POPULAR, first: PAGE_SIZE })],
  ['scene', () => ({ id: globalId('Scene', POPULAR) })],
  ['product-list', several(product)],
  ['product-titles', several(product)],
  ['product', (rank) => ({ id: product(rank) })],
  ['videos', several(video)],
  ['video-titles', several(video)],
  ['video', (rank) => ({ id: video(rank), first: 2 })],
  ['author', (rank) => ({ id: author(rank) })],
  ['live', (rank) => ({ id: globalId('LiveRoom', String(rank())) })],
  ['nodes', several(video)],
  ['node-names', (rank) => ({ ids: [video(rank), product(rank), author(rank)] })],
  ['node', (rank) => ({ id: video(rank) })],
];

/** The thirty documents: those that clients were released with, and their smaller variants. */
export function mixDocuments(): readonly MixDocument[] {
  const released = readdirSync(OPERATIONS_FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .map(
      (file) => [file.replace('.graphql', ''), readFileSync(join(OPERATIONS_FOLDER, file), 'utf8')] as const,
    );
  return [...released, ...Object.entries(VARIANTS)].map(([name, text]) => ({
    name,
    text,
    variables: variablesOf(name),
  }));
}

function variablesOf(name: string): MixDocument['variables'] {
  const [, variables] = VARIABLES.find(([beginning]) => name.startsWith(beginning)) ?? [];
  if (!variables) throw new Error(`no variables are known for the operation ${name}`);
  return variables;
}
