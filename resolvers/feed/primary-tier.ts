import type { MixInput, MixOutput } from '../../mixing/mix.types.js';
import { mix } from '../../mixing/mix.js';
import { pinnedPositions, plannedContents } from '../../mixing/pin-candidates.js';
import { exposedAmong, withServedAsSeen } from '../../mixing/soft-exposure.js';
import type { GatewayContext } from '../gateway-context.js';
import type { Selection } from '../selection.js';
import { backfillOf, candidateKeys, likelyHead } from './candidates.js';
import { NO_CONTENTS, readContents, type Contents } from './contents.js';
import { countDrops } from './count-mixing.js';
import { NO_DETAILS, readDetails, type Details } from './details.js';
import { FactFinder } from './facts.js';
import { TierFailure } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';
import { countKilledSlots } from './killed-slots.js';
import { needsOf, type Needs } from './needs.js';
import { pinQuery } from './pin-query.js';
import { cleanRanked } from './ranked-list.js';
import { askAlgorithm, type RankedPage } from './recommendations.js';
import { askAboutViewer, cappedCreatives } from './viewer-sources.js';

/** A mixed page with everything that its cards and cursors are made of. */
export interface PrimaryPage {
  readonly input: MixInput;
  readonly output: MixOutput;
  readonly contents: Contents;
  readonly ranked: RankedPage;
  readonly needs: Needs;
  /** Built with less than its normal inputs. */
  readonly degraded: boolean;
}

/**
 * The first tier: the algorithm's list, operators' slots and backfill, mixed. Three hops: who and what; the contents; what
 * stands beside them.
 * @throws TierFailure when the algorithm or the contents cannot be had, or a later page stays empty though there is more
 */
export async function primaryTier(
  request: FeedRequest,
  selection: Selection,
  ctx: GatewayContext,
): Promise<PrimaryPage> {
  const page = await primaryPage(request, selection, request.session.cursor?.algorithmCursor ?? null, ctx);
  countKilledSlots(request.plan, page.input, ctx);
  if (!isEmptyWithMore(page)) return page;
  ctx.count('RC_EMPTY_MORE');
  const next = await primaryPage(request, selection, page.ranked.nextCursor, ctx);
  if (isEmptyWithMore(next)) throw new TierFailure('EMPTY');
  return next;
}

/** An empty later page is not the end while the algorithm says that it has more: it is asked once more. */
const isEmptyWithMore = ({ output, ranked }: PrimaryPage): boolean =>
  output.status === 'EMPTY' && ranked.nextCursor !== null;

async function primaryPage(
  request: FeedRequest,
  selection: Selection,
  cursor: string | null,
  ctx: GatewayContext,
): Promise<PrimaryPage> {
  const asking = pinQuery(request, null, '', ctx);
  const planned = new Set(plannedContents(asking));
  const [ranked, viewer] = await Promise.all([
    askAlgorithm(request, asking, planned, cursor, ctx),
    askAboutViewer(request.policy.exposureDays, ctx),
  ]);
  const needs = needsOf(selection, request.policy, ctx.viewer.viewerId);
  const capped = cappedCreatives(request.plan, viewer, ctx);
  const query = { ...pinQuery(request, viewer, ranked.buckets, ctx), capped };
  const lastSeen = withServedAsSeen(viewer.exposures.lastSeen, request.session.servedBefore, ctx.now);
  const degraded = viewer.degraded || ctx.datasources.slots.isStale(request.sceneId, ctx.now);

  const compose = async (backfill: MixInput['backfill'], before: Contents): Promise<PrimaryPage> => {
    const keys = candidateKeys(request, query, ranked, backfill, lastSeen);
    const contents = await readContents(keys, before, ctx);
    const known = {
      ...query,
      policy: request.policy,
      entry: request.entry,
      algorithm: ranked.items,
      backfill,
      served: request.session.state.served,
      tail: request.session.state.tail,
      exposed: exposedAmong(keys, lastSeen),
    };
    const factsWith = (details: Details) => new FactFinder(request, contents, details, needs, ctx).all(keys);
    const head = likelyHead({ ...known, facts: factsWith(NO_DETAILS) }, keys, planned);
    const details = await readDetails(keys, head, contents, needs, ctx);
    const input = cleanRanked({ ...known, facts: factsWith(details) }, planned, contents);
    return { input, output: mix(input), contents, ranked, needs, degraded };
  };

  const backfill = backfillOf(request, planned, ctx);
  const open = request.pageSize - pinnedPositions(query);
  const unseen = ranked.items.filter(({ key }) => lastSeen(key) === undefined).length;
  let page = await compose(ranked.short || unseen < open ? backfill : [], NO_CONTENTS);
  // A full answer rarely needs backfill, so its contents are read only once a page turns out to.
  if (
    page.input.backfill.length === 0 &&
    wantsBackfill(page, request.pageSize) &&
    backfill.some(({ keys }) => keys.length > 0)
  )
    page = await compose(backfill, page.contents);
  countDrops(page.output, ctx);
  return page;
}

/** A page is short, or shows what the viewer has seen: anything unseen goes before that. */
const wantsBackfill = ({ output }: PrimaryPage, pageSize: number): boolean =>
  output.items.length < pageSize || output.notes.some(({ code }) => code === 'EXPOSURE_RELAXED');
