import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Author } from '../../schema/author.type.js';
import type { Category } from '../../schema/category.type.js';
import type { Product } from '../../schema/product.type.js';
import type { Shop } from '../../schema/shop.type.js';
import type { Video } from '../../schema/video.type.js';
import { accounts } from '../../datasources/accounts/accounts.loaders.js';
import { items } from '../../datasources/catalog/catalog.loaders.js';
import { Dropped, type Outcome } from '../../datasources/chain/outcome.js';
import type { Source } from '../../datasources/chain/source.js';
import { videos } from '../../datasources/content/content.loaders.js';
import { authorStates, videoStates } from '../../datasources/engagement/engagement.loaders.js';
import { stocks } from '../../datasources/inventory/inventory.loaders.js';
import type { LegacyItem } from '../../datasources/legacy/legacy-item.contract.js';
import type { LegacyVideo } from '../../datasources/legacy/legacy-video.contract.js';
import { legacyAccounts, legacyFeed, legacyItems, legacyVideos, legacyViewerStates } from '../../datasources/legacy/legacy.loaders.js'; // prettier-ignore
import type { Offer } from '../../datasources/pricing/pricing.contract.js';
import { offers } from '../../datasources/pricing/pricing.loaders.js';
import type { Scope } from '../../datasources/http/endpoint.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import type { UpstreamRequest } from '../support/upstream-request.js';
import { openSandboxRequest } from './support/sandbox-request.js';

/** A full minute: the Java service shows the prices of the last one. */
const NOW = 1_573_401_600_000;
const CHUNK = 20;

const ids = (prefix: string, from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => prefix + String(from + i).padStart(5, '0'));
const VIDEOS = [...ids('6100000', 1, 480), ...ids('6100000', 19_981, 20)];
const EXPIRED = '610000019993';
const ITEMS = ids('7200000', 1, 1_000);
const ACCOUNTS = [...ids('2200000', 1, 380), ...ids('2200000', 4_981, 20)];

let sandbox: Sandbox;
let request: UpstreamRequest;
before(async () => {
  sandbox = await startSandbox({ dirty: true, now: () => NOW });
  request = openSandboxRequest(sandbox, NOW);
});
after(async () => {
  await request.close();
  await sandbox.close();
});

async function loadAll<V, S extends Scope>(
  source: Source<V, S>,
  of: readonly string[],
): Promise<Map<string, Outcome<V>>> {
  // prettier-ignore
  const outcomes = new Map<string, Outcome<V>>();
  for (let i = 0; i < of.length; i += CHUNK)
    for (const [id, outcome] of await request.load(source, of.slice(i, i + CHUNK))) outcomes.set(id, outcome);
  return outcomes;
}

/** Checks LEGACY against the service that owns the records, id by id; what the owner could not say now is left out. */
function compare<V, L>(
  owner: ReadonlyMap<string, Outcome<V>>,
  legacy: ReadonlyMap<string, Outcome<L>>,
  check: (owned: V, read: L, id: string) => void,
): { ok: number; dropped: number } {
  const seen = { ok: 0, dropped: 0 };
  for (const [id, owned] of owner) {
    const read = legacy.get(id);
    if (owned.kind === 'fail' && (owned.cls === 'ITEM_ERROR' || owned.cls === 'MISSING')) continue;
    if (owned.kind === 'ok') {
      assert.ok(read?.kind === 'ok', `${id}: ${JSON.stringify(read)}`);
      check(owned.value, read.value, id);
      seen.ok += 1;
    } else {
      assert.deepEqual(read, owned, id);
      if (owned instanceof Dropped) seen.dropped += 1;
    }
  }
  return seen;
}

/** The part of LEGACY's items that another service owns. */
const partOf = <K extends 'product' | 'offer' | 'stock'>(
  legacy: ReadonlyMap<string, Outcome<LegacyItem>>,
  part: K,
): ReadonlyMap<string, LegacyItem[K]> =>
  new Map([...legacy].flatMap(([id, item]) => (item.kind === 'ok' ? [[id, item.value[part]] as const] : [])));

// What the Java service does not know, taken away from what the owners say.
const nameless = (category: Category | null) => category && { ...category, name: null };
const bareShop = (shop: Shop | null, kind: string) => shop && { ...shop, logo: null, url: null, kind };
const itemShop = (shop: Shop | null) => bareShop(shop, shop?.kind === 'TMALL' ? 'TMALL' : 'TAOBAO');

function asJavaKnows(video: Video): object {
  const [sd] = video.sources.filter(({ definition }) => definition === 'SD');
  assert.ok(sd);
  return {
    ...video,
    sources: [
      { ...sd, url: sd.url.replace(/\?.*/, ''), bitrateKbps: null, sizeBytes: null, expiresAt: null },
    ],
    anchors: video.anchors.map(({ itemId }) => ({ itemId, anchorMs: null })),
    category: nameless(video.category),
    fingerprint: null,
    status: video.status === 'NORMAL' ? 'NORMAL' : 'OFFLINE',
    stats: null,
  };
}

function checkVideo(owned: Video, { video, author, items: embedded }: LegacyVideo, id: string): void {
  const primary = embedded[0]?.product;
  // The shop is that of the primary product or the author; where neither can be read, nobody knows it.
  const knowsShop = owned.anchors.length > 0 ? primary?.kind === 'ok' : author !== null;
  const shopId = knowsShop ? owned.shopId : video.shopId;
  const expired = id === EXPIRED ? { status: 'NORMAL', blockedBy: null, expireAtMs: null } : {};
  assert.deepEqual({ ...video, stats: null }, { ...asJavaKnows(owned), shopId, ...expired }, id);
  assert.equal(author?.accountId ?? null, owned.authorId);
  assert.deepEqual(embedded.map(({ itemId }) => itemId), owned.anchors.slice(0, 3).map(({ itemId }) => itemId)); // prettier-ignore
  const [then, present] = [video.stats?.playCount ?? 0, owned.stats?.playCount ?? 0];
  assert.ok(then <= present && then > present * 0.99, 'the counters of an hour ago');
}

for (const rate of [0, 0.5, 1])
  describe(`LEGACY with ${rate * 100} % of its values in odd forms`, () => {
    before(() => sandbox.setFaults('LEGACY', [{ kind: 'QUIRKS', args: { rate } }]));
    after(() => sandbox.setFaults('LEGACY', []));

    it('tells of items, prices and stock what their owners tell', async () => {
      const legacy = await loadAll(legacyItems, ITEMS);
      assert.ok([...legacy.values()].every(({ kind }) => kind === 'ok'));
      const products = compare<Product, Product>(
        await loadAll(items, ITEMS),
        partOf(legacy, 'product'),
        (owned, read, id) =>
          assert.deepEqual({ ...read, shop: { ...read.shop } }, { ...owned, category: nameless(owned.category), shop: itemShop(owned.shop), regions: null }, id), // prettier-ignore
      );
      const prices = compare<Offer, Offer>(await loadAll(offers, ITEMS), partOf(legacy, 'offer'), (owned, read, id) => {
        const pricing = owned.pricing && { ...owned.pricing, finalPrice: null, priceLabel: null };
        assert.deepEqual(read, { pricing, coupons: [], promotions: [] }, id);
      }); // prettier-ignore
      const levels = compare(await loadAll(stocks, ITEMS), partOf(legacy, 'stock'), (owned, read, id) => assert.deepEqual(read, owned, id)); // prettier-ignore
      assert.ok(products.ok > 950 && products.dropped > 0 && prices.ok > 950 && levels.ok > 950);
    });

    it('tells of videos what CONTENT tells', async () => {
      const seen = compare(await loadAll(videos, VIDEOS), await loadAll(legacyVideos, VIDEOS), checkVideo);
      assert.ok(seen.ok > 450 && seen.dropped > 0, JSON.stringify(seen));
    });

    it('tells of accounts what ACCOUNTS tells, some under a former name', async () => {
      let renamed = 0;
      const check = (owned: Author, read: Author, id: string) => {
        if (owned.name !== read.name) {
          assert.match(read.name, /'s store$/);
          renamed += 1;
        }
        const expected = { ...owned, name: read.name, shop: bareShop(owned.shop, 'OTHER') };
        assert.deepEqual({ ...read, shop: read.shop && { ...read.shop } }, expected, id);
      };
      const seen = compare(await loadAll(accounts, ACCOUNTS), await loadAll(legacyAccounts, ACCOUNTS), check);
      assert.ok(seen.ok > 380 && renamed > 0 && renamed < 20, `${seen.ok} accounts, ${renamed} renamed`);
    });

    it('tells of a viewer what ENGAGEMENT tells', async () => {
      const [some, few] = [VIDEOS.slice(0, 100), ACCOUNTS.slice(0, 100)];
      let marked = 0;
      compare(await loadAll(videoStates, some), await loadAll(legacyViewerStates.videos, some), (owned, read, id) => {
        assert.deepEqual(read, owned, id);
        if (read.liked || read.favorited) marked += 1;
      }); // prettier-ignore
      compare(await loadAll(authorStates, few), await loadAll(legacyViewerStates.authors, few), (owned, read, id) => {
        assert.equal(read.following, owned.following, id);
        if (read.following) marked += 1;
      }); // prettier-ignore
      assert.ok(marked > 0);
    });

    it('shows in its feed the records that it tells by id', async () => {
      const page = (pageNum: number) => legacyFeed({ sceneId: 'home', pageNum, pageSize: 20, platform: 'IOS', appVersion: '9.2.0' }, request.contextOf('VIEWER')); // prettier-ignore
      const [first, second] = [await page(1), await page(2)];
      assert.deepEqual([first.hasMore, first.pageNum, second.pageNum, first.pvid?.slice(0, 4)], [true, 1, 2, '100_']); // prettier-ignore
      const cards = [...first.items, ...second.items];
      assert.ok(cards.length >= 38 && new Set(cards.map(({ key }) => key)).size === cards.length);
      assert.ok(cards.every(({ scm }) => scm?.startsWith('1007.13562.333647.')));
      const rooms = cards.filter(({ kind }) => kind === 'LIVE');
      assert.ok(rooms.length >= 2 && rooms.every(({ key, video, author }) => key.startsWith('LIVE:8800000') && video === null && author)); // prettier-ignore
      const shown = cards.filter(({ kind }) => kind === 'VIDEO');
      const byId = await loadAll(legacyVideos, shown.map(({ id }) => id)); // prettier-ignore
      for (const { id, video, author, items: embedded } of shown) {
        const read = byId.get(id);
        assert.deepEqual(read?.kind === 'ok' && read.value, { video, author, items: embedded });
      }
    });
  });
