import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failure, startFakeUpstreams, type FakeHandlers } from '../../../support/fake-upstreams.js';
import { startGateway, VIEWER, type GatewayOptions, type TestGateway } from '../../../support/gateway.js';
import type { Wire } from '../../../support/records.js';
import {
  bannerEdge,
  documentOf,
  MINUTE,
  putSnapshot,
  videoEdge,
} from '../../../snapshots/support/documents.js';

/** First video of the published snapshot: nothing that the algorithm or the Java feed has. */
export const SNAPSHOT_FROM = 4_001;
/** Items of the published snapshot: a banner and videos. */
export const SNAPSHOT_ITEMS = 40;

/** A gateway with all of its tiers. */
export interface TierGateway extends TestGateway {
  /** A page, its row of `Query.feed` and what the header says. */
  page(request?: TierRequest): Promise<TierAnswer>;
  /** Lets no call of the primary tier succeed. */
  failPrimary(): void;
}

/** Arguments of a page, and who asks for it. */
export interface TierRequest {
  readonly sceneId?: string;
  readonly first?: number;
  readonly after?: string | null;
  readonly context?: object;
  readonly headers?: Record<string, string>;
}

/** A page as tests of tiers read it. */
export interface TierAnswer {
  readonly feed: any;
  /** `VIDEO 4001` and so on. */
  readonly shown: readonly string[];
  /** The row of `Query.feed`; undefined when there is none. */
  readonly row: Wire | undefined;
  readonly header: string;
}

const PAGE = `query Page($sceneId: ID!, $first: Int, $after: String, $context: FeedContextInput) {
  feed(sceneId: $sceneId, first: $first, after: $after, context: $context) {
    edges { cursor position source slot { slotId } tracking { pvid scm spm buckets algoTrace args } node { id targetUrl
      ... on VideoCard { badge titleOverride recommendReason video { title } }
      ... on BannerCard { title image { url } } } }
    pageInfo { hasNextPage endCursor }
    session { id restarted buckets { layer } }
    serving { tier degraded configVersion snapshotGeneratedAt }
  }
}`;

/** The published snapshot: videos in order behind a banner, generated a minute before `now` (epoch ms). */
export const snapshotOf = (now: number, overrides: Wire = {}, from = SNAPSHOT_FROM): Wire =>
  documentOf(now - MINUTE, overrides, [
    bannerEdge(0, 'c-90'),
    ...Array.from({ length: SNAPSHOT_ITEMS - 1 }, (_, i) => videoEdge(from + i)),
  ]);

/** What a test may choose. `snapshots`: documents to publish before the start; none by default. */
export interface TierOptions extends GatewayOptions {
  readonly handlers?: FakeHandlers;
  readonly snapshots?: readonly Wire[];
}

/** Starts a gateway whose LEGACY and SNAPSHOT are there. */
export async function startTierGateway({
  handlers = {},
  snapshots = [],
  env = {},
  ...options
}: TierOptions = {}): Promise<TierGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-tiers-'));
  const store = pathToFileURL(folder).href;
  for (const document of snapshots) await putSnapshot(store, document);
  const upstreams = await startFakeUpstreams(handlers, options.internals?.now);
  const gateway = await startGateway({
    ...options,
    upstreams,
    env: { LEGACY_URL: upstreams.urls.LEGACY, SNAPSHOT_URL: store, ...env },
  });
  return {
    ...gateway,
    async page({ headers = VIEWER, ...variables } = {}) {
      const answer = await gateway.ask(PAGE, { sceneId: 'home', ...variables }, headers);
      assert.equal(answer.status, 200);
      assert.equal(answer.errors, undefined, answer.text);
      const { extensions } = JSON.parse(answer.text) as { extensions?: { degraded?: { fields: Wire[] } } };
      const { feed } = answer.data;
      return {
        feed,
        shown: feed.edges.map(({ tracking: { args } }: any) => shownAs(args)),
        row: extensions?.degraded?.fields.find(({ coordinate }) => coordinate === 'Query.feed'),
        header: answer.headers.get('x-degraded') ?? '',
      };
    },
    failPrimary: () => upstreams.on('ALGORITHM', '/recommendations', () => failure(500)),
    async close() {
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function shownAs({ x_object_type: type, x_object_id: id }: Record<string, string>): string {
  const number = id !== undefined && /^\d{12}$/.test(id) ? Number(id.slice(-9)) : id;
  return `${String(type)} ${String(number)}`;
}

/** `video 1` to `video n`, as `shown` has them. */
export const videosFrom = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `video ${from + i}`);
