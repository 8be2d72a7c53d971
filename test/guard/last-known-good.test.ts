import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Found, KeptSpace } from '../../datasources/chain/kept-space.js';
import { Dropped, fail, MISS, ok } from '../../datasources/chain/outcome.js';
import { KeptThings, type Thing } from './support/kept-things.js';

let kept: KeptThings;
let space: KeptSpace<Thing>;
const key = '1';
beforeEach(() => {
  kept = new KeptThings();
  space = kept.space();
});

const learn = (thing: Thing) => space.learn(key, ok(thing), 'primary');
const nameOf = (found: Found<Thing> | undefined) =>
  found?.kind === 'record' ? found.value.name : found?.kind;
const name = () => nameOf(space.find(key));
/** What the kept record is good for now. */
const use = () => {
  const found = space.find(key);
  return found?.kind === 'record' ? found.use : found?.kind;
};

describe('a kept record', () => {
  it('is fresh, then stale, then for failures only, then gone', () => {
    learn({ name: 'a' });
    const uses = [0, 9_999, 1, 49_999, 1, 539_999, 1].map((ms) => {
      kept.time.pass(ms);
      return use();
    });
    assert.deepEqual(uses, ['fresh', 'fresh', 'stale', 'stale', 'fallback', 'fallback', undefined]);
    assert.equal(kept.store.state().entries, 0);
  });

  it('is as old as its owner says, and grows older by the monotonic clock', () => {
    learn({ name: 'a', producedAt: kept.now() - 7_000 });
    kept.time.pass(1_500);
    const found = space.find(key);
    assert.ok(found?.kind === 'record');
    assert.equal(found.ageMs, 8_500);
    assert.equal(found.use, 'fresh');
    kept.time.pass(1_500);
    assert.equal(use(), 'stale');
  });

  it('is not fresh beyond the moment at which it is known to change', () => {
    learn({ name: 'a', changesAt: kept.now() + 3_000 });
    kept.time.pass(2_999);
    assert.equal(use(), 'fresh');
    kept.time.pass(1);
    assert.equal(use(), 'fallback');
  });

  it('is the same frozen object for every reader', () => {
    const thing = { name: 'a', tags: [{ label: 'b' }] };
    learn(thing);
    const [one, two] = [space.find(key), space.find(key)];
    assert.ok(one?.kind === 'record' && two?.kind === 'record');
    assert.equal(one.value, thing);
    assert.equal(two.value, thing);
    for (const part of [thing, thing.tags, thing.tags[0]]) assert.ok(Object.isFrozen(part));
  });

  it('gives way to a newer one', () => {
    learn({ name: 'a' });
    kept.time.pass(30_000);
    learn({ name: 'b' });
    assert.equal(name(), 'b');
    assert.equal(use(), 'fresh');
    assert.equal(kept.store.state().entries, 1);
  });

  it('that came a moment ago is not replaced: weighing it again would cost more than it tells', () => {
    learn({ name: 'a' });
    kept.time.pass(1_999);
    learn({ name: 'b' });
    assert.equal(name(), 'a');
    kept.time.pass(1);
    learn({ name: 'c' });
    assert.equal(name(), 'c');
  });

  it('stays through failed refreshes, which are counted and tried once a second', () => {
    learn({ name: 'a' });
    kept.time.pass(20_000);
    const found = space.find(key);
    assert.ok(found?.kind === 'record' && found.wantsRefresh && !found.refreshFailed);
    space.learn(key, fail('TIMEOUT'), 'primary');
    kept.time.pass(999);
    const soon = space.find(key);
    assert.ok(soon?.kind === 'record' && !soon.wantsRefresh && soon.refreshFailed);
    kept.time.pass(1);
    const later = space.find(key);
    assert.ok(later?.kind === 'record' && later.wantsRefresh && later.refreshFailed);
    assert.equal(kept.store.state().failedRefreshes, 1);
    learn({ name: 'b' });
    const after = space.find(key);
    assert.ok(after?.kind === 'record' && !after.refreshFailed);
  });

  it('does not take a client that left for a failed refresh', () => {
    learn({ name: 'a' });
    space.learn(key, fail('CANCELLED'), 'primary');
    assert.equal(kept.store.state().failedRefreshes, 0);
    const found = space.find(key);
    assert.ok(found?.kind === 'record' && !found.refreshFailed);
  });
});

describe('the write gate', () => {
  const rejections = () =>
    Object.entries(kept.store.state().rejected).flatMap(([reason, count]) =>
      count > 0 ? [reason, count] : [],
    );

  it('refuses what a primary did not say', () => {
    space.learn(key, ok({ name: 'legacy' }), 'secondary');
    space.learn(key, MISS, 'secondary');
    assert.equal(name(), undefined);
    assert.deepEqual(rejections(), ['SECONDARY', 1]);
  });

  it('refuses what comes from the future, beyond 5 seconds', () => {
    learn({ name: 'a', producedAt: kept.now() + 5_001 });
    assert.equal(name(), undefined);
    assert.deepEqual(rejections(), ['FUTURE', 1]);
    learn({ name: 'b', producedAt: kept.now() + 5_000 });
    assert.equal(name(), 'b');
  });

  it('refuses what is older than what it has, and takes what is as old', () => {
    const producedAt = kept.now();
    learn({ name: 'a', producedAt });
    learn({ name: 'b', producedAt: producedAt - 1 });
    assert.equal(name(), 'a');
    assert.equal(use(), 'fresh');
    assert.deepEqual(rejections(), ['OLDER', 1]);
    kept.time.pass(2_000);
    learn({ name: 'c', producedAt });
    assert.equal(name(), 'c');
  });

  it('lets nothing of 10,000 useless answers in, and counts each', () => {
    learn({ name: 'a' });
    for (let answer = 0; answer < 5_000; answer += 1) {
      space.learn(key, fail('SCHEMA'), 'primary');
      space.learn(`n${answer}`, fail('SCHEMA'), 'primary');
    }
    assert.equal(name(), 'a');
    assert.equal(kept.store.state().entries, 1);
    assert.deepEqual(rejections(), ['SCHEMA', 10_000]);
    assert.equal(kept.store.state().failedRefreshes, 5_000);
  });
});

describe('an absence', () => {
  it('is believed for 1 to 5 seconds, with the reason for it, and after a failure for as long as a record would be', () => {
    const dropped = new Dropped('CT_MEDIA');
    for (const [chance, expected] of [
      [0, 1_000],
      [1, 5_000],
    ] as const) {
      kept.time.chance = chance;
      space.learn(key, dropped, 'primary');
      kept.time.pass(expected - 1);
      assert.deepEqual(space.find(key), { kind: 'absent', outcome: dropped, use: 'fresh' });
      kept.time.pass(1);
      assert.deepEqual(space.find(key), { kind: 'absent', outcome: dropped, use: 'fallback' });
    }
    kept.time.pass(600_000);
    assert.equal(space.find(key), undefined);
    assert.equal(kept.store.state().entries, 0);
  });

  it('takes the place of the record: what its owner took off does not come back while the owner is away', () => {
    learn({ name: 'a' });
    space.learn(key, MISS, 'primary');
    kept.time.pass(60_000);
    space.learn(key, fail('CONNECT'), 'primary');
    assert.equal(name(), 'absent');
  });

  it('ends with the next record', () => {
    space.learn(key, MISS, 'primary');
    learn({ name: 'a' });
    assert.equal(name(), 'a');
  });
});

describe('the store', () => {
  it('holds no more bytes than it may; what was read least lately leaves first', () => {
    kept = new KeptThings({ maxBytes: 100_000 });
    space = kept.space();
    const keys = Array.from({ length: 1_000 }, (_, id) => String(id));
    for (const [index, one] of keys.entries()) {
      space.learn(one, ok({ name: `a${index}` }), 'primary');
      space.find(keys[0] ?? '');
      assert.ok(kept.store.state().bytes <= 100_000);
    }
    assert.ok(kept.store.state().entries > 100);
    assert.equal(nameOf(space.find(keys[0] ?? '')), 'a0', 'read all the time');
    assert.equal(space.find(keys[1] ?? ''), undefined);
    assert.equal(nameOf(space.find(keys[999] ?? '')), 'a999');
  });

  it('keeps the shelves of different shapes of a record apart', () => {
    const next = kept.space({ contract: '2' });
    learn({ name: 'a' });
    assert.equal(next.find('1'), undefined);
  });
});
