import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountFacts, formerName, ownerOfShop } from '../../sandbox/data/accounts.js';
import { LEAVES, ROOTS } from '../../sandbox/data/categories.js';
import { Chance } from '../../sandbox/data/chance.js';
import { countersAt } from '../../sandbox/data/counters.js';
import { itemFacts } from '../../sandbox/data/items.js';
import { couponsOf } from '../../sandbox/data/offers.js';
import { Permutation } from '../../sandbox/data/permutation.js';
import { priceFacts } from '../../sandbox/data/prices.js';
import { roomFacts, roomToShow } from '../../sandbox/data/rooms.js';
import { unitsInStock } from '../../sandbox/data/stocks.js';
import { videoSize } from '../../sandbox/data/video-media.js';
import { videoState } from '../../sandbox/data/video-states.js';
import { videoAuthor, videoDurationMs, videoItems, videoLeaf } from '../../sandbox/data/videos.js';
import type { World } from '../../sandbox/data/world.js';
import { videoRecord } from '../../sandbox/services/content.service.js';

const NOW = 1_573_401_600_000;

function world(dirty: boolean): World {
  return {
    chance: new Chance(20_190_401),
    now: () => NOW,
    settings: { dirty },
    legacyDiffers: false,
    mediaOrigin: 'http://127.0.0.1:9',
  };
}

const clean = world(false);
const dirty = world(true);

/** Ordinals 1..count. */
function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function share<T>(list: T[], test: (entry: T) => boolean): number {
  return list.filter(test).length / list.length;
}

/** Asserts that a value lies within a relative tolerance. */
function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual - expected) <= expected * tolerance,
    `${what}: ${actual}, expected ${expected} ± ${tolerance * 100} %`,
  );
}

describe('distributions', () => {
  const videos = upTo(10_000);
  const items = upTo(20_000);

  it('durations are lognormal around 22 s within 5 and 180 s', () => {
    const seconds = videos.map((video) => videoDurationMs(clean, video) / 1_000);
    near(median(seconds), 22, 0.05, 'median');
    assert.ok(Math.min(...seconds) === 5 && Math.max(...seconds) === 180);
    const logs = seconds.filter((value) => value > 5 && value < 180).map((value) => Math.log(value / 22));
    const sigma = Math.sqrt(logs.reduce((sum, value) => sum + value ** 2, 0) / logs.length);
    near(sigma, 0.7, 0.12, 'sigma, trimmed');
  });

  it('counters follow their ratios', () => {
    const counters = videos.map((video) => countersAt(clean, video, NOW));
    near(median(counters.map(({ play }) => play)), 8_000, 0.1, 'plays');
    const played = counters.filter(({ play }) => play > 10_000);
    near(
      played.reduce((sum, { like, play }) => sum + like / play, 0) / played.length,
      2 / 62,
      0.05,
      'likes per play',
    );
    for (const { like, comment, share: shared } of counters) {
      assert.deepEqual([comment, shared], [Math.round(like * 0.05), Math.round(like * 0.08)]);
    }
  });

  it('videos hold 0 to 5 products of one shop with anchors inside the video', () => {
    const counts = videos.map((video) => videoItems(clean, video).length);
    [0.03, 0.52, 0.2, 0.13, 0.07, 0.05].forEach((expected, count) => {
      near(
        share(counts, (entry) => entry === count),
        expected,
        0.15,
        `${count} products`,
      );
    });
    near(
      share(videos, (video) => videoSize(clean, video).height === 1_280),
      0.85,
      0.02,
      '720x1280',
    );
    for (const video of upTo(1_000)) {
      const { products, durationMs } = videoRecord(clean, video);
      assert.equal(new Set(products.map(({ itemId }) => itemId)).size, products.length);
      for (const { anchorMs } of products)
        assert.ok(anchorMs === null || (anchorMs >= 0 && anchorMs < durationMs));
    }
  });

  it('root categories follow Zipf 1.0', () => {
    assert.deepEqual([ROOTS.length, LEAVES.length], [20, 200]);
    const roots = items.map((item) => ROOTS.indexOf(itemFacts(clean, item).leaf.root));
    const harmonic = upTo(20).reduce((sum, rank) => sum + 1 / rank, 0);
    for (const rank of [1, 2, 4])
      near(
        share(roots, (root) => root === rank - 1),
        1 / rank / harmonic,
        0.2,
        `rank ${rank}`,
      );
    assert.equal(
      new Set(videos.map((video) => videoLeaf(clean, video, videoItems(clean, video)).path)).size,
      200,
    );
  });

  it('prices, coupons and sales have the shape of the contract', () => {
    const prices = items.map((item) => priceFacts(clean, item, NOW));
    const lists = prices.map(({ listCents }) => listCents ?? NaN);
    near(median(lists), 7_900, 0.05, 'list price');
    assert.ok(lists.every((cents) => cents >= 590 && cents <= 499_900));
    assert.ok(lists.every((cents) => [0, 80, 90].includes(cents % 100)));
    assert.ok(
      prices.every(
        ({ listCents, saleCents }) =>
          (saleCents ?? 0) >= (listCents ?? 0) * 0.55 && (saleCents ?? 0) <= (listCents ?? 0),
      ),
    );
    const coupons = items.flatMap((item) =>
      couponsOf(clean, item, priceFacts(clean, item, NOW).saleCents ?? 0, NOW),
    );
    near(coupons.length / items.length, 0.3, 0.05, 'items with coupon');
    for (const { amountCents, thresholdCents, startAt, endAt } of coupons) {
      assert.ok([3, 5, 10, 20, 30, 50, 100].includes(amountCents / 100));
      assert.ok([3, 4, 5].includes(thresholdCents / amountCents));
      assert.ok(startAt <= NOW && NOW < endAt && endAt - startAt <= 7 * 86_400_000);
    }
    near(median(items.map((item) => itemFacts(clean, item).sold30d)), 300, 0.1, 'sold');
  });

  it('accounts are 60 % merchants with a shop each, 35 % creators, 5 % of the platform', () => {
    const accounts = upTo(5_000).map((account) => accountFacts(clean, account));
    const kinds = (kind: string): number => accounts.filter((account) => account.kind === kind).length;
    assert.deepEqual([kinds('MERCHANT'), kinds('CREATOR'), kinds('PLATFORM')], [3_000, 1_750, 250]);
    assert.equal(new Set(accounts.flatMap(({ shop }) => shop ?? [])).size, 3_000);
    for (const shop of upTo(100)) assert.equal(accountFacts(clean, ownerOfShop(clean, shop)).shop, shop);
    near(
      share(upTo(5_000), (account) => formerName(clean, account) !== null),
      0.01,
      0.35,
      'former names',
    );
    const followers = accounts.map((account) => account.followers).toSorted((a, b) => b - a);
    const total = followers.reduce((sum, count) => sum + count, 0);
    assert.ok(
      followers.slice(0, 250).reduce((sum, count) => sum + count, 0) > total * 0.6,
      'a few have most of the followers',
    );
  });

  it('8 % of the accounts are on air at any time', () => {
    for (const now of [NOW, NOW + 5_000_000, NOW + 400 * 86_400_000]) {
      const onAir = upTo(5_000).filter((account) => {
        const room = roomToShow(clean, account, now);
        return room !== null && roomFacts(clean, room, now).state === 101;
      });
      near(onAir.length, 400, 0.12, 'accounts on air');
    }
    for (const room of upTo(800)) {
      const { state, startAt } = roomFacts(clean, room, NOW);
      assert.ok(state === 102 ? startAt > NOW : startAt <= NOW, `room ${room}, ${state}`);
    }
  });

  it('dirty data comes at its rates, clean data without', () => {
    const rate = (
      list: number[],
      test: (of: World, ordinal: number) => boolean,
      expected: number,
      what: string,
    ): void => {
      near(
        share(list, (ordinal) => test(dirty, ordinal)),
        expected,
        0.4,
        what,
      );
      assert.equal(
        share(list, (ordinal) => test(clean, ordinal)),
        0,
        `${what} in clean data`,
      );
    };
    const some = upTo(19_900);
    rate(some, (of, video) => videoState(of, video).status === 'OFFLINE', 0.02, 'offline');
    rate(some, (of, video) => videoState(of, video).status === 'BLOCKED', 0.003, 'blocked');
    rate(some, (of, video) => videoState(of, video).status === 'DELETED', 0.01, 'deleted');
    rate(some, (of, video) => videoAuthor(of, video) === null, 0.003, 'author null');
    const all = upTo(60_000);
    rate(all, (of, item) => itemFacts(of, item).status === 'OFF_SHELF', 0.04, 'off shelf');
    rate(all, (of, item) => unitsInStock(of, item) === 0, 0.03, 'sold out');
    rate(all, (of, item) => priceFacts(of, item, NOW).saleCents === null, 0.005, 'price missing');
    const odd = (of: World, item: number): boolean => {
      const { listCents, saleCents } = priceFacts(of, item, NOW);
      return saleCents !== null && (saleCents === 0 || saleCents > (listCents ?? Infinity));
    };
    rate(all, odd, 0.001, 'price anomaly');
    const prints = upTo(20_000).map((video) => videoRecord(dirty, video).fingerprint);
    near(1 - new Set(prints).size / prints.length, 0.03, 0.2, 'equal fingerprint');
    assert.equal(new Set(upTo(20_000).map((video) => videoRecord(clean, video).fingerprint)).size, 20_000);
  });

  it('permutations reorder without loss and can be undone', () => {
    for (const size of [3, 800, 4_998, 16_000]) {
      const order = new Permutation(size, 0x9e3779b9);
      const targets = Array.from({ length: size }, (_, index) => order.at(index));
      assert.equal(new Set(targets).size, size);
      targets.forEach((target, index) => assert.equal(order.indexOf(target), index));
    }
  });
});
