import type { ContentFacts, MixInput } from '../../mixing/mix.types.js';
import { mix } from '../../mixing/mix.js';
import { pinnedPositions, plannedContents, type PinQuery } from '../../mixing/pin-candidates.js';
import { exposedAmong, withServedAsSeen, type LastSeen } from '../../mixing/soft-exposure.js';
import type { GatewayContext } from '../gateway-context.js';
import { backfillOf, candidateKeys, likelyHead } from './candidates.js';
import { NO_CONTENTS, readContents, type Contents } from './contents.js';
import { countDrops } from './count-mixing.js';
import { NO_DETAILS, readDetails, type Details } from './details.js';
import { FactFinder } from './facts.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';
import type { RankedPage } from './recommendations.js';
import { cleanRanked } from './ranked-list.js';
import { pinQuery } from './pin-query.js';
import type { MixedPage } from './tier-page.js';
import { cappedCreatives, type ViewerKnowledge } from './viewer-sources.js';

/** Makes one page out of what was ranked for a viewer and what operators planned. */
export class PrimaryComposer {
  private readonly query: PinQuery & Pick<MixInput, 'capped'>;
  private readonly planned: ReadonlySet<string>;
  private readonly lastSeen: LastSeen;

  constructor(
    private readonly request: FeedRequest,
    private readonly ranked: RankedPage,
    viewer: ViewerKnowledge,
    private readonly needs: Needs,
    private readonly ctx: GatewayContext,
  ) {
    const capped = cappedCreatives(request.plan, viewer, ctx);
    this.query = { ...pinQuery(request, viewer, ranked.buckets, ctx), capped };
    this.planned = new Set(plannedContents(this.query));
    this.lastSeen = withServedAsSeen(viewer.exposures.lastSeen, request.session.servedBefore, ctx.now);
  }

  /**
   * The page. A full answer rarely needs backfill, so its contents are read only once a page turns out to.
   * @throws TierFailure when the contents cannot be had
   */
  async page(): Promise<MixedPage> {
    const { request, ranked, query, ctx } = this;
    const backfill = backfillOf(request, this.planned, ctx);
    const open = request.pageSize - pinnedPositions(query);
    const unseen = ranked.items.filter(({ key }) => this.lastSeen(key) === undefined).length;
    const isShort = ranked.short || unseen < open;
    const page = await this.compose(isShort ? backfill : [], NO_CONTENTS);
    const isTried = page.input.backfill.length > 0 || backfill.every(({ keys }) => keys.length === 0);
    const isFinal = isTried || !wantsBackfill(page, request.pageSize);
    const final = isFinal ? page : await this.compose(backfill, page.contents);
    countDrops(final.output, ctx);
    return final;
  }

  private async compose(backfill: MixInput['backfill'], before: Contents): Promise<MixedPage> {
    const { request, ranked, query, planned, needs, ctx } = this;
    const keys = candidateKeys(request, query, ranked, backfill, this.lastSeen);
    const contents = await readContents(keys, before, ctx);
    const known = {
      ...query,
      policy: request.policy,
      entry: request.entry,
      algorithm: ranked.items,
      backfill,
      served: request.session.state.served,
      tail: request.session.state.tail,
      exposed: exposedAmong(keys, this.lastSeen),
    };
    const inputWith = (details: Details): MixInput => {
      const facts = new FactFinder(request, contents, details, needs, ctx).all(keys);
      return cleanRanked({ ...known, facts }, planned, contents);
    };
    const guessed = inputWith(NO_DETAILS);
    const guess = mix(guessed);
    const details = await readDetails(keys, likelyHead(guessed, guess, keys, needs), contents, needs, ctx);
    const input = inputWith(details);
    const isAsGuessed = keys.every((key) => areEqual(guessed.facts.get(key), input.facts.get(key)));
    return { input, output: isAsGuessed ? guess : mix(input), contents };
  }
}

/** Details change two things about a content: whether it may be shown, and the product it is kept apart by. */
const areEqual = (guess: ContentFacts | undefined, facts: ContentFacts | undefined): boolean =>
  guess?.eligible === facts?.eligible && guess?.dims.spu === facts?.dims.spu;

/** A page is short, or shows what the viewer has seen: anything unseen goes before that. */
const wantsBackfill = ({ output }: MixedPage, pageSize: number): boolean =>
  output.items.length < pageSize || output.notes.some(({ code }) => code === 'EXPOSURE_RELAXED');
