import type { MixInput, MixOutput } from '../../mixing/mix.types.js';
import { mix } from '../../mixing/mix.js';
import { fnv1a32 } from '../../mixing/fnv1a.js';
import { likelyPins, pinCandidates, pinnedPositions, plannedContents } from '../../mixing/pin-candidates.js';
import type { GatewayContext } from '../gateway-context.js';
import { readContents, type Contents } from './contents.js';
import { NO_DETAILS, readDetails, type Details } from './details.js';
import { FactFinder } from './facts.js';
import type { FeedRequest } from './feed-request.js';
import { leaveToSlots } from './left-to-slots.js';
import { needsOf, type Needs } from './needs.js';
import { askAlgorithm, type RankedPage } from './recommendations.js';
import { askAboutViewer, cappedCreatives, type ViewerKnowledge } from './viewer-sources.js';
import type { Selection } from '../selection.js';

/** Of a page: pins and candidates whose details are asked for before it is known which of them are placed. */
const HEAD_SHARE = 1.5;

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
 * @throws TierFailure when the algorithm or the contents cannot be had
 */
export async function primaryTier(
  request: FeedRequest,
  selection: Selection,
  ctx: GatewayContext,
): Promise<PrimaryPage> {
  const page = await primaryPage(request, selection, request.session.cursor?.algorithmCursor ?? null, ctx);
  // An empty later page is not the end while the algorithm says that it has more: it is asked once more.
  if (page.output.status !== 'EMPTY' || page.ranked.nextCursor === null) return page;
  ctx.count('RC_EMPTY_MORE');
  return primaryPage(request, selection, page.ranked.nextCursor, ctx);
}

async function primaryPage(
  request: FeedRequest,
  selection: Selection,
  cursor: string | null,
  ctx: GatewayContext,
): Promise<PrimaryPage> {
  const asking = pinQuery(request, null, ctx);
  const [ranked, viewer] = await Promise.all([
    askAlgorithm(request, asking, cursor, ctx),
    askAboutViewer(request.policy.exposureDays, ctx),
  ]);
  const needs = needsOf(selection, request.policy, ctx.viewer.viewerId);
  const capped = cappedCreatives(request.plan, viewer, ctx);
  const base = { ...pinQuery(request, viewer, ctx, ranked.buckets), capped };
  const planned = new Set(plannedContents(base));
  const lastSeen = seenBy(viewer, request, ctx.now);

  const compose = async (backfill: MixInput['backfill']): Promise<PrimaryPage> => {
    const keys = candidateKeys(request, base, ranked, backfill, lastSeen);
    const contents = await readContents(keys, ctx);
    const known = {
      ...base,
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
    const input = leaveToSlots({ ...known, facts: factsWith(details) }, planned, ctx);
    const degraded = viewer.degraded || ctx.datasources.slots.isStale(request.sceneId, ctx.now);
    return { input, output: mix(input), contents, ranked, needs, degraded };
  };

  const backfill = backfillOf(request, planned, ctx);
  const open = request.pageSize - pinnedPositions(base);
  const unseen = ranked.items.filter(({ key }) => lastSeen(key) === undefined).length;
  if (ranked.short || unseen < open) return compose(backfill);
  // A full answer rarely needs backfill, so its contents are read only once a page turns out to.
  const page = await compose([]);
  return wantsBackfill(page, request.pageSize) && backfill.some(({ keys }) => keys.length > 0)
    ? compose(backfill)
    : page;
}

/** A page is short, or shows what the viewer has seen: anything unseen goes before that. */
const wantsBackfill = ({ output }: PrimaryPage, pageSize: number): boolean =>
  output.items.length < pageSize || output.notes.some(({ code }) => code === 'EXPOSURE_RELAXED');

/** What mixing knows of the query before any content is read; crowds stay unknown until the profile has answered. */
function pinQuery(
  { sceneId, session, pageSize, plan, region }: FeedRequest,
  viewer: ViewerKnowledge | null,
  { now, client }: GatewayContext,
  buckets = '',
): Pick<MixInput, 'query' | 'slots' | 'early'> {
  return {
    query: {
      sceneId,
      sessionId: session.id,
      offset: session.state.offset,
      pageSize,
      now,
      viewer: {
        crowds: viewer?.profile?.crowds ?? null,
        platform: client.platform,
        appVersion: client.appVersion,
        region: region ?? viewer?.profile?.region ?? null,
        buckets: bucketPairs(buckets),
      },
    },
    slots: plan?.slots ?? [],
    early: session.state.early,
  };
}

/** `a#1#b#2` as `a#1`, `b#2`. */
function bucketPairs(buckets: string): string[] {
  const parts = buckets === '' ? [] : buckets.split('#');
  return parts.flatMap((layer, i) => (i % 2 === 0 ? `${layer}#${parts[i + 1] ?? ''}` : []));
}

/** All contents that could stand on the page: pins first, then the list, then backfill. */
function candidateKeys(
  { entry, session, pageSize }: FeedRequest,
  base: Pick<MixInput, 'query' | 'slots' | 'early' | 'capped'>,
  { items }: RankedPage,
  backfill: MixInput['backfill'],
  lastSeen: LastSeen,
): string[] {
  const { served, offset } = session.state;
  const fresh = (key: string): boolean => served.size === 0 || !served.has(fnv1a32(key));
  const listed = [
    ...(offset === 0 ? entry : []),
    ...pinCandidates(base, base.capped),
    ...items.map(({ key }) => key),
  ];
  const keys = new Set(listed.filter(fresh));
  const spare = backfill.flatMap((source) => source.keys).filter((key) => fresh(key) && !keys.has(key));
  const unseen = spare.filter((key) => lastSeen(key) === undefined);
  return [...keys, ...[...new Set([...unseen, ...spare])].slice(0, pageSize)];
}

/** The candidates whose details are worth asking for early: the pins that seem certain, then the others in their order. */
function likelyHead(input: MixInput, keys: readonly string[], planned: ReadonlySet<string>): string[] {
  const pins = likelyPins(input);
  const others = keys.filter((key) => !planned.has(key) && input.facts.get(key)?.eligible === true);
  return [...new Set([...pins, ...others])].slice(0, Math.ceil(input.query.pageSize * HEAD_SHARE));
}

/** Backfill leaves to slots what is theirs, on this page or a later one. */
function backfillOf(
  { policy, plan, sceneId }: FeedRequest,
  planned: ReadonlySet<string>,
  { datasources, now }: GatewayContext,
): MixInput['backfill'] {
  const free = (keys: readonly string[]) => keys.filter((key) => !planned.has(key));
  return policy.backfillOrder.map((source) =>
    source === 'POOL'
      ? { source: 'BACKFILL_POOL' as const, keys: free(plan?.pool ?? []) }
      : { source: 'BACKFILL_HOT' as const, keys: free(datasources.hotLists.keys(sceneId, now)) },
  );
}

/** When the viewer last saw a content, in epoch ms; undefined: not lately. */
type LastSeen = (key: string) => number | undefined;

/** What the session before a refresh served counts as seen just now. */
const seenBy =
  ({ exposures }: ViewerKnowledge, { session: { servedBefore } }: FeedRequest, now: number): LastSeen =>
  (key) =>
    exposures.lastSeen.get(key) ??
    (servedBefore.size > 0 && servedBefore.has(fnv1a32(key)) ? now : undefined);

function exposedAmong(keys: readonly string[], lastSeen: LastSeen): ReadonlyMap<string, number> {
  const exposed = new Map<string, number>();
  for (const key of keys) {
    const seenAt = lastSeen(key);
    if (seenAt !== undefined) exposed.set(key, seenAt);
  }
  return exposed;
}
