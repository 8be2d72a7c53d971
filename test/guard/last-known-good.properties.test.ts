import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fail, MISS, ok } from '../../datasources/chain/outcome.js';
import { checkProperty } from '../mixing/support/property.js';
import { keepThings, KeptThings } from './support/kept-things.js';

const { ages } = keepThings;

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(40_000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(900_000) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('record' as const),
        ageMs: fc.integer({ min: -10_000, max: 700_000 }),
        chance: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('miss' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const) }) },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

describe('whatever is learnt about a key', () => {
  it('serves a record within its age, never older than one it served before', () => {
    checkProperty(steps, ['fresh', 'stale', 'fallback', 'absent', 'nothing'], (all, seen) => {
      const kept = new KeptThings();
      const space = kept.space();
      const key = '1';
      let newest = -Infinity;
      const forget = () => (newest = -Infinity);
      for (const step of all) {
        if (step.kind === 'pass') kept.time.pass(step.ms);
        else if (step.kind === 'miss') {
          space.learn(key, MISS, 'primary');
          forget();
        } else if (step.kind === 'fail') space.learn(key, fail('TIMEOUT'), 'primary');
        else {
          kept.time.chance = step.chance;
          const producedAt = kept.now() - step.ageMs;
          space.learn(key, ok({ name: 'a', producedAt }), 'primary');
        }
        const found = space.find(key);
        seen(found === undefined ? 'nothing' : found.kind === 'record' ? found.use : 'absent');
        if (found?.kind !== 'record') continue;
        const producedAt = found.value.producedAt ?? NaN;
        assert.ok(producedAt >= newest);
        newest = producedAt;
        // What comes from a clock that is ahead is as old as if it had just been made.
        const { use, ageMs } = found;
        assert.ok(ageMs >= kept.now() - producedAt && ageMs < ages.maxMs);
        if (use === 'fresh') assert.ok(ageMs <= ages.freshMs * 1.1);
        if (use === 'stale') assert.ok(ageMs <= ages.staleOkMs * 1.1 && ageMs >= ages.freshMs * 0.9);
      }
    });
  });

  it('never loses a usable record to failures', () => {
    checkProperty(steps, ['kept'], (all, seen) => {
      const kept = new KeptThings();
      const space = kept.space();
      const key = '1';
      space.learn(key, ok({ name: 'a' }), 'primary');
      for (const step of all) {
        if (step.kind === 'fail') space.learn(key, fail('UPSTREAM_5XX'), 'primary');
      }
      kept.time.pass(5_000);
      const found = space.find(key);
      assert.ok(found?.kind === 'record' && found.value.name === 'a');
      seen('kept');
    });
  });
});

describe('records that came together', () => {
  it('do not all want their refresh together', () => {
    const kept = new KeptThings();
    const space = kept.space({ ages: { freshMs: 60_000, staleOkMs: 300_000, maxMs: 86_400_000 } });
    const keys = Array.from({ length: 10_000 }, (_, id) => String(id));
    for (const [index, key] of keys.entries()) {
      kept.time.chance = ((index * 7_919) % 10_000) / 10_000;
      space.learn(key, ok({ name: 'a' }), 'primary');
    }
    let before = 0;
    let most = 0;
    for (let second = 0; second < 70; second += 1) {
      const stale = keys.filter((key) => {
        const found = space.find(key);
        return found?.kind === 'record' && found.wantsRefresh;
      }).length;
      most = Math.max(most, stale - before);
      before = stale;
      kept.time.pass(1_000);
    }
    assert.equal(before, 10_000);
    assert.ok(most <= 2_000, `${most} in one second`);
  });
});
