import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Deadline } from '../../datasources/http/deadline.js';
import {
  assertTiersFit,
  childrenMs,
  hopBudget,
  serialiseMs,
  tierEndMs,
  type HopRole,
} from '../../datasources/http/hop-budget.js';

const totals = fc.integer({ min: 50, max: 3_000 });
const roles = fc.constantFrom<HopRole>('only', 'primary', 'secondary');
const limits = fc.integer({ min: 20, max: 5_000 });

/** A request whose clock a test moves. */
function request(totalMs: number) {
  const clock = { now: 5_000 };
  return { clock, deadline: Deadline.ofRequest(clock.now, totalMs, () => clock.now) };
}

describe('the division of a deadline', () => {
  it('leaves room for both tiers, the fields below them and the writing', () => {
    fc.assert(
      fc.property(totals, (totalMs) => {
        assertTiersFit(totalMs);
        const needed = tierEndMs('LEGACY', totalMs) + childrenMs(totalMs) + serialiseMs(totalMs);
        assert.ok(needed <= totalMs * 0.975 + 1e-9);
      }),
    );
  });

  it('is that of the table for 800 ms', () => {
    assert.equal(tierEndMs('PRIMARY', 800), 400);
    assert.equal(tierEndMs('LEGACY', 800), 620);
    assert.equal(childrenMs(800), 120);
    assert.equal(serialiseMs(800), 40);
  });

  it('lets every hop end in time to write the answer, whatever came before it', () => {
    fc.assert(
      fc.property(
        totals,
        fc.array(fc.record({ role: roles, limit: limits, used: fc.double({ min: 0, max: 1, noNaN: true }) })),
        (totalMs, hops) => {
          const { clock, deadline } = request(totalMs);
          const end = clock.now + totalMs;
          for (const { role, limit, used } of hops) {
            const budget = deadline.budget(limit, role);
            assert.ok(budget <= limit);
            assert.ok(
              clock.now + Math.max(budget, 0) <= Math.max(end - serialiseMs(totalMs), clock.now) + 1e-6,
            );
            clock.now += Math.max(budget, 0) * used;
          }
        },
      ),
    );
  });

  it('leaves the secondary a share worth having when the primary used all of its own', () => {
    fc.assert(
      fc.property(totals, (totalMs) => {
        const { clock, deadline } = request(totalMs);
        const primary = deadline.budget(3_000, 'primary');
        clock.now += primary;
        const secondary = deadline.budget(3_000, 'secondary');
        assert.ok(secondary >= totalMs * 0.25, `${secondary} of ${totalMs}`);
        assert.ok(primary + secondary <= totalMs * 0.95 + 1e-6);
      }),
    );
  });

  it('lets a hop of a tier have all that is left of the tier but the time to make the page', () => {
    const { clock, deadline } = request(800);
    const tier = deadline.tier('PRIMARY');
    clock.now += 300;
    assert.equal(tier.budget(150, 'only'), 80);
    assert.equal(tier.budget(150, 'primary'), 50);
    clock.now += 101;
    assert.ok(tier.budget(150, 'only') < 0);
    assert.equal(deadline.tier('LEGACY').budget(300, 'only'), 199);
  });

  it('keeps time for children in the first half of a request, and for the writing always', () => {
    const { clock, deadline } = request(100);
    assert.equal(deadline.budget(1_000, 'only'), 80);
    clock.now += 60;
    assert.equal(deadline.budget(1_000, 'only'), 35);
  });

  it('gives a hop the whole rest where its share would be of use to nobody', () => {
    const hop = { timeoutMs: 100, role: 'primary', reserveMs: 5 } as const;
    assert.equal(hopBudget({ ...hop, restMs: 39 }), 34);
    assert.equal(hopBudget({ ...hop, restMs: 40 }), 20);
  });

  it('is negative when not even the reserve is left', () => {
    const hop = { timeoutMs: 100, role: 'primary', restMs: 30, reserveMs: 40 } as const;
    assert.equal(hopBudget(hop), -10);
  });
});

describe('of two ends', () => {
  it('the nearer one counts', () => {
    const { deadline } = request(800);
    const near = deadline.within(10);
    assert.equal(deadline.earlier(near), near);
    assert.equal(near.earlier(deadline), near);
  });
});
