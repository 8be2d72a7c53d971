import { DEFAULT_PAGE_SIZE } from '../../schema/feed.args.js';
import { clampPageSize } from '../../mixing/page-range.js';
import { MAX_ENTRY } from '../../mixing/pins.js';
import { recommendationsEndpoint } from '../../datasources/algorithm/algorithm.api.js';
import { viewerProfileEndpoint } from '../../datasources/engagement/engagement.api.js';
import { exposuresEndpoint, servedEndpoint } from '../../datasources/exposure/exposure.api.js';
import { legacyFeedEndpoint, LEGACY_LIMIT } from '../../datasources/legacy/legacy.api.js';
import { authorRecord, authorRoom, authorState } from '../author.chains.js';
import { roomRecord } from '../live-room.chains.js';
import { listPlan, type Asked, type Content, type ExtraRound, type PlanArguments } from '../plans.js';
import { productOffer, productRecord, productStock } from '../product.chains.js';
import { videoRecord, videoState } from '../video.chains.js';
import { windowSize } from '../video-products.js';
import { headSize } from './candidates.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { needsOf, type Needs } from './needs.js';
import { askedFor } from './recommendations.js';

/** Viewers ask for most, so the plan is theirs. */
const SOMEBODY = 'viewer';
const HOLDS_ROOMS = 'the list holds live rooms';

/**
 * A page of a feed under the default policy and without slots, hop by hop: who and what; the contents; what stands beside
 * them. A slot takes the place of a recommendation; each creative it may choose from is one content more.
 */
export const feedPlan = listPlan('Query.feed', (args, selection) => {
  const needs = needsOf(selection, DEFAULT_POLICY, SOMEBODY);
  const pageSize = clampPageSize(typeof args['first'] === 'number' ? args['first'] : DEFAULT_PAGE_SIZE);
  const candidates = [...entriesOf(args), ...named('candidate', askedFor(pageSize))];
  const head = candidates.slice(0, headSize(pageSize, needs));
  return {
    hops: [
      [
        { endpoint: recommendationsEndpoint },
        { endpoint: exposuresEndpoint, aboutViewer: true },
        { endpoint: viewerProfileEndpoint, aboutViewer: true },
      ],
      contents(candidates),
      details(candidates, head, needs),
    ],
    shows: candidates.slice(0, pageSize),
    rounds: roundsOf(pageSize, needs),
    reliesOn: ['ALGORITHM', 'CONTENT', 'LIVE'],
    after: [servedEndpoint],
  };
});

const named = (what: string, count: number): Content[] =>
  Array.from({ length: count }, (_, index) => `${what}.${index}`);

/** What the client wants first stands on page one alone. */
function entriesOf({ after, context }: PlanArguments): Content[] {
  const { entryContentIds } = (context ?? {}) as { readonly entryContentIds?: readonly string[] | null };
  return named('entry', after ? 0 : Math.min(MAX_ENTRY, entryContentIds?.length ?? 0));
}

const contents = (of: readonly Content[]): readonly Asked[] => [
  { chain: videoRecord, ids: of },
  { chain: roomRecord, ids: of, onlyIf: HOLDS_ROOMS },
];

/** Authors of all candidates, for mixing judges by them; the rest of those that are likely to be placed. */
function details(of: readonly Content[], head: readonly Content[], needs: Needs): readonly Asked[] {
  const authors = (contents: readonly Content[]) => contents.map((content) => `${content}.author`);
  const count = needs.products === 0 ? 0 : windowSize(needs.products);
  const items = head.flatMap((content) => named(`${content}.products`, count));
  return [
    { chain: authorRecord, ids: authors(of) },
    { chain: authorState, ids: authors(of) },
    { chain: productRecord, ids: items, early: true },
    { chain: productStock, ids: needs.stocks ? items : [], early: true },
    { chain: productOffer, ids: needs.offers ? items : [], early: true },
    { chain: authorRoom, ids: needs.authorRooms ? authors(head) : [], early: true },
    { chain: videoState, ids: needs.videoStates ? head : [], early: true },
  ];
}

function roundsOf(pageSize: number, needs: Needs): readonly ExtraRound[] {
  const whole = (what: string, count: number) => {
    const more = named(what, count);
    return [contents(more), details(more, more.slice(0, headSize(pageSize, needs)), needs)];
  };
  const cards = named('card of LEGACY', LEGACY_LIMIT);
  return [
    { when: 'the page is short, so that backfill is read', hops: whole('backfill', pageSize) },
    {
      when: 'it is empty though there is more, so that the next one is read',
      hops: [
        [{ endpoint: recommendationsEndpoint }],
        ...whole('second try', askedFor(pageSize)),
        ...whole('second backfill', pageSize),
      ],
    },
    {
      when: 'the first tier fails, so that another makes the page',
      hops: [
        [{ endpoint: legacyFeedEndpoint }],
        [{ chain: roomRecord, ids: cards, onlyIf: HOLDS_ROOMS }],
        details(cards, cards.slice(0, pageSize), needs),
      ],
    },
  ];
}
