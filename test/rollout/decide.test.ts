import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bucketOf } from '../../rollout/bucketing/bucket.js';
import { Arms } from '../../rollout/decision/arms.js';
import { decide, isForEverybody, NOWHERE, type Caller } from '../../rollout/decision/decide.js';
import { allOnControl, inForce, NO_RULING, type Ruling } from '../../rollout/decision/ruling.js';
import type { Rule } from '../../rollout/rules/rule.types.js';

const [BASE] = allOnControl([
  { coordinates: ['Query.feed'], paths: ['legacy', 'primary'], compared: 'ranked list' },
]);
const RULE: Rule = {
  ...(BASE ?? assert.fail()),
  id: 'feed-primary',
  salt: 'feed-primary-1',
  state: 'running',
};
const NOBODY: Caller = {
  ...{ viewerId: null, deviceId: null, platform: 'ios', crowds: [], overrides: new Map() },
  isAtLeast: () => false,
};
const WELL = { isKilled: () => false, isFused: () => false };
const viewer = (viewerId: string, more: Partial<Caller> = {}): Caller => ({ ...NOBODY, viewerId, ...more });
/** In bucket 633. */
const EARLY = viewer('12');

function settled(
  changes: Partial<Rule>,
  caller = EARLY,
  where: Partial<typeof NOWHERE> = {},
  stops = WELL,
): string {
  const [rule = assert.fail()] = inForce([{ ...RULE, ...changes }], stops);
  const { side, reason, path, isMoved } = decide(rule, caller, { ...NOWHERE, ...where });
  assert.equal(path, side === 'control' ? 'legacy' : 'primary');
  return `${side} ${reason}${isMoved ? ' moved' : ''}`;
}

const carried = (path: string, salt = RULE.salt) => ({
  carried: [{ rule: RULE.id, salt, path }],
  carriedAgeMs: 60_000,
});
const overrides = new Map([[RULE.id, 'primary']]);

describe('a decision', () => {
  it('is by the first reason that there is', () => {
    const everything: Partial<Rule> = {
      bp: 5_000,
      allow: { viewers: ['12'], crowds: ['staff'] },
      deny: { viewers: [], scenes: ['live-tab'] },
      constraints: { regions: ['CN'], platforms: [], minAppVersion: null },
    };
    const asks = { ...EARLY, overrides };
    const killed = { ...WELL, isKilled: () => true };
    const fused = { ...WELL, isFused: () => true };
    assert.equal(
      settled(everything, asks, carried('primary'), { isKilled: () => true, isFused: () => true }),
      'control KILL moved',
    );
    assert.equal(settled(everything, asks, carried('primary'), fused), 'control FUSE moved');
    assert.equal(settled({ ...everything, state: 'draft' }, asks, carried('primary')), 'control STATE');
    assert.equal(
      settled({ ...everything, state: 'retired' }, asks, { sceneId: 'live-tab' }),
      'treatment STATE',
    );
    assert.equal(settled(everything, asks, { ...carried('primary'), sceneId: 'live-tab' }), 'control DENY');
    assert.equal(settled(everything, asks, carried('legacy')), 'control CURSOR');
    assert.equal(settled(everything, asks), 'treatment OVERRIDE');
    assert.equal(settled(everything), 'treatment ALLOW');
    assert.equal(settled({ ...everything, allow: { viewers: [], crowds: [] } }), 'control CONSTRAINT');
    assert.equal(settled({ bp: 634 }), 'treatment PERCENT');
    assert.equal(settled({ bp: 633 }), 'control PERCENT');
    assert.equal(
      settled({ bp: 633 }, EARLY, {}, killed),
      'control KILL',
      'nobody is moved who was on control',
    );
  });

  it('keeps a session for half an hour, unless its treatment is gone', () => {
    assert.equal(settled({ bp: 1 }, EARLY, carried('primary')), 'treatment CURSOR');
    assert.equal(
      settled({ bp: 1 }, EARLY, { ...carried('primary'), carriedAgeMs: 31 * 60_000 }),
      'control PERCENT',
    );
    assert.equal(settled({ bp: 1 }, EARLY, carried('primary', 'another salt')), 'control PERCENT');
    assert.equal(settled({ bp: 0 }, EARLY, carried('primary')), 'control PERCENT');
    assert.equal(settled({ bp: 10_000 }, EARLY, carried('gone')), 'treatment PERCENT');
  });

  it('is by the first unit that there is, and without one the same for all', () => {
    const device: Caller = { ...NOBODY, deviceId: '12' };
    const bucket = bucketOf(RULE.salt, 'device', '12');
    assert.equal(settled({ bp: bucket + 1 }, device), 'treatment PERCENT');
    assert.equal(settled({ bp: bucket }, device), 'control PERCENT');
    assert.equal(settled({ bp: 9_999 }, NOBODY), 'control NO_UNIT');
    assert.equal(settled({ bp: 10_000, holdbackBp: 100 }, NOBODY), 'treatment NO_UNIT');
    assert.equal(settled({ bp: bucket + 1, unit: ['viewer'] }, device), 'control NO_UNIT');
  });

  it('takes a country for all of its regions', () => {
    const constraints = { regions: ['CN'], platforms: [], minAppVersion: null };
    for (const [region, wanted] of [
      ['CN-ZJ', 'PERCENT'],
      ['CN', 'PERCENT'],
      ['CNX', 'CONSTRAINT'],
      [null, 'CONSTRAINT'],
    ] as const)
      assert.match(settled({ constraints }, EARLY, { region }), new RegExp(wanted));
  });

  it('is for everybody only where nobody would be given another', () => {
    const decided = (changes: Partial<Rule>) =>
      decide(inForce([{ ...RULE, ...changes }], WELL)[0] ?? assert.fail(), EARLY, NOWHERE);
    for (const changes of [{ bp: 0 }, { bp: 10_000 }, { state: 'draft' }, { state: 'retired' }] as const)
      assert.ok(isForEverybody(decided(changes)), JSON.stringify(changes));
    for (const changes of [
      { bp: 1 },
      { bp: 10_000, holdbackBp: 100 },
      { allow: { viewers: ['1'], crowds: [] } },
    ])
      assert.ok(!isForEverybody(decided(changes)), JSON.stringify(changes));
  });
});

describe('the arms of a request', () => {
  const rulingOf = (generation: number, bp: number, killed = false): Ruling => ({
    ...{ generation, version: generation },
    rules: inForce([{ ...RULE, bp }], { ...WELL, isKilled: () => killed }),
  });

  it('are the same for a viewer through a thousand requests to four instances that reload meanwhile', () => {
    for (const { viewerId } of [EARLY, viewer('v-000042'), viewer('用户42')]) {
      const sides = new Set<string>();
      for (let request = 0; request < 1_000; request++) {
        const instance = request % 4;
        const ruling = { ...rulingOf(request, 5_000), generation: request * 4 + instance };
        sides.add(new Arms(ruling, () => viewer(viewerId ?? '')).of('Query.feed')?.side ?? '');
      }
      assert.equal(sides.size, 1);
    }
  });

  it('stay as they were decided, whatever becomes of rules and kills', () => {
    let ruling = rulingOf(1, 10_000);
    const arms = new Arms(ruling, () => EARLY);
    assert.equal(arms.of('Query.feed')?.side, 'treatment');
    ruling = rulingOf(2, 0, true);
    arms.locate({ ...NOWHERE, ...carried('legacy') });
    assert.equal(arms.of('Query.feed')?.side, 'treatment');
    assert.equal(arms.ruling.generation, 1);
    assert.equal(new Arms(ruling, () => EARLY).of('Query.feed')?.reason, 'KILL');
  });

  it('can be swapped for one rule, and repeated', () => {
    const arms = new Arms(rulingOf(1, 10_000), () => EARLY);
    assert.equal(arms.swapped(RULE.id)?.of('Query.feed')?.path, 'legacy');
    assert.equal(arms.repeated().of('Query.feed')?.path, 'primary');
    assert.equal(arms.swapped('unheard-of'), null);
  });

  it('are none without rules, and nobody is asked who calls', () => {
    const arms = new Arms(NO_RULING, () => assert.fail());
    assert.equal(arms.of('Query.feed'), undefined);
    assert.deepEqual(arms.all(), []);
    assert.equal(arms.isPersonal, false);
  });
});
