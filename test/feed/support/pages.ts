import assert from 'node:assert/strict';
import { VIEWER, type Answer, type TestGateway } from '../../support/gateway.js';

/** One edge as the tests of paging select it. */
export interface PagedEdge {
  readonly cursor: string;
  readonly position: number;
  readonly source: string;
  readonly slot: { readonly slotId: string; readonly creativeId: string; readonly displaced: boolean } | null;
  readonly node: { readonly id: string };
}

/** One page as the tests of paging select it. */
export interface Page {
  readonly edges: readonly PagedEdge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly session: { readonly id: string; readonly startedAt: string; readonly restarted: boolean };
  readonly serving: { readonly tier: string; readonly configVersion: string };
}

/** Arguments of a page, and who asks for it. */
export interface PageRequest {
  readonly first?: number;
  readonly after?: string | null;
  readonly sceneId?: string;
  readonly context?: object;
  readonly headers?: Record<string, string>;
}

const PAGE = `query Page($sceneId: ID!, $first: Int, $after: String, $context: FeedContextInput) {
  feed(sceneId: $sceneId, first: $first, after: $after, context: $context) {
    edges { cursor position source slot { slotId creativeId displaced } node { id } }
    pageInfo { hasNextPage endCursor }
    session { id startedAt restarted }
    serving { tier configVersion }
  }
}`;

/** Asks for a page and leaves judging the answer to the caller. */
export const askPage = (gateway: TestGateway, { headers = VIEWER, ...rest }: PageRequest): Promise<Answer> =>
  gateway.ask(PAGE, { sceneId: 'home', ...rest }, headers);

/** Asks for a page that has to be good. */
export async function readPage(gateway: TestGateway, request: PageRequest = {}): Promise<Page> {
  const { status, errors, data } = await askPage(gateway, request);
  assert.equal(status, 200);
  assert.equal(errors, undefined);
  return data.feed as Page;
}

/** Reads one page after the other, of these sizes, to the end of the session. */
export async function readSession(
  gateway: TestGateway,
  sizes: readonly number[],
  request: PageRequest = {},
): Promise<Page[]> {
  const pages: Page[] = [];
  let after: string | null = null;
  for (const first of sizes) {
    const page: Page = await readPage(gateway, { ...request, first, after });
    pages.push(page);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  return pages;
}

/** All edges of a session in order. */
export const edgesOf = (pages: readonly Page[]): PagedEdge[] => pages.flatMap(({ edges }) => edges);

/** What holds for every session, whatever its upstreams do: no card twice, positions without a gap, one session. */
export function assertOneSession(pages: readonly Page[]): void {
  const edges = edgesOf(pages);
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, edges.length, 'a card came twice');
  assert.deepEqual(
    edges.map(({ position }) => position),
    edges.map((_, index) => index),
  );
  assert.equal(new Set(pages.map(({ session }) => session.id)).size, 1);
  assert.ok(pages.every(({ session }) => !session.restarted));
  for (const { cursor } of edges)
    assert.ok(cursor.length <= 4_096, `a cursor of ${cursor.length} characters`);
}

/** Positions by slot, in order. */
export function slotPositions(edges: readonly PagedEdge[]): Record<string, number[]> {
  const positions: Record<string, number[]> = {};
  for (const { slot, position } of edges) if (slot) (positions[slot.slotId] ??= []).push(position);
  return positions;
}
