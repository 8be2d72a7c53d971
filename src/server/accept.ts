import { LRUCache } from 'lru-cache';

/** What an Accept header means for our two media types. */
export interface Acceptance {
  /** Whether the client can read any answer of ours. */
  readonly acceptable: boolean;
  /** Whether it asked for plain JSON and cannot read application/graphql-response+json: refusals then have status 200. */
  readonly plainJsonOnly: boolean;
}

const PLAIN = 'application/json';
const GRAPHQL = 'application/graphql-response+json';

/** Headers come from few kinds of clients; hostile ones must not fill the memory. */
const known = new LRUCache<string, Acceptance>({ max: 100 });
const ANYTHING: Acceptance = { acceptable: true, plainJsonOnly: false };

/** Reads an Accept header; an absent one accepts everything. */
export function acceptanceOf(accept: string | undefined): Acceptance {
  if (accept === undefined || accept === '') return ANYTHING;
  let acceptance = known.get(accept);
  if (!acceptance) {
    acceptance = readAccept(accept);
    if (accept.length < 500) known.set(accept, acceptance);
  }
  return acceptance;
}

function readAccept(accept: string): Acceptance {
  const ranges = accept.split(',').map(readRange);
  const plain = bestMatch(ranges, PLAIN);
  const graphql = bestMatch(ranges, GRAPHQL);
  return {
    acceptable: plain.quality > 0 || graphql.quality > 0,
    plainJsonOnly: plain.quality > 0 && plain.specificity === 3 && graphql.quality === 0,
  };
}

interface MediaRange {
  readonly type: string;
  /** Has a parameter that our types do not have, so it names another type. */
  readonly isForeign: boolean;
  readonly quality: number;
}

function readRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return {
    type,
    isForeign: parameters.some(
      (parameter) => parameter !== quality && !/^charset="?utf-8"?$/.test(parameter),
    ),
    quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0,
  };
}

function bestMatch(ranges: readonly MediaRange[], type: string): { quality: number; specificity: number } {
  let best = { quality: 0, specificity: 0 };
  for (const range of ranges) {
    const specificity = range.isForeign ? 0 : ['*/*', 'application/*', type].indexOf(range.type) + 1;
    if (specificity > best.specificity) best = { quality: range.quality, specificity };
  }
  return best;
}
