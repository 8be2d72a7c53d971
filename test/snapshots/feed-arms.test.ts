import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inForce, NO_RULING, type Ruling, type Stops } from '../../rollout/decision/ruling.js';
import { readSigned } from '../../rollout/decision/signed-header.js';
import { armsOfFeed } from '../../src/snapshots/feed-arms.js';
import { ruleOf, type Written } from '../rollout/support/rules.js';
import { NOW } from './support/documents.js';
import { HOME } from './support/publisher.js';

const KEY = { kid: 3, key: Buffer.alloc(32, 3) };
const NOTHING_STOPPED: Stops = { isKilled: () => false, isFused: () => false };
const rulingOf = (changes: Written, stops: Partial<Stops> = {}): Ruling => ({
  generation: 1,
  version: 1,
  rules: inForce([ruleOf(changes)], { ...NOTHING_STOPPED, ...stops }),
});
const armsIn = (ruling: Ruling) => armsOfFeed({ ruling: () => ruling, key: KEY, now: () => NOW })(HOME);
const standings = (changes: Written, stops?: Partial<Stops>) =>
  armsIn(rulingOf(changes, stops))?.map(({ tier, standing }) => `${tier} ${standing()}`);

const EVERYBODY = { bp: 10_000 };

describe('the arms whose lists are published', () => {
  it('are none while no rule moves the feed', () => {
    assert.equal(armsIn(NO_RULING), null);
    const ofAuthors = { coordinates: ['Video.author'], control: 'legacy-detail', treatment: 'accounts' };
    assert.equal(armsIn(rulingOf(ofAuthors)), null);
  });

  it('are those of its rule, each asked for by a header of our own that is good for a while', () => {
    const signed = armsIn(rulingOf({}))?.map(({ headers }) => headers['x-vitrine-arm'] ?? '') ?? [];
    for (const later of [0, 300_000])
      assert.deepEqual(
        signed.map((value) => readSigned(value, [KEY], NOW + later)),
        ['feed-primary=legacy', 'feed-primary=primary'],
      );
  });

  const cases: Readonly<Record<string, [Written, readonly [string, string], Partial<Stops>?]>> = {
    'some are on treatment': [{ bp: 5_000 }, ['usual', 'served']],
    'nobody but the allowed is on treatment': [{ bp: 0 }, ['usual', 'served']],
    'everybody is on treatment but those held back': [{ ...EVERYBODY, holdbackBp: 100 }, ['served', 'usual']],
    'the rule is killed': [EVERYBODY, ['usual', 'stopped'], { isKilled: () => true }],
    'the rule is fused': [EVERYBODY, ['usual', 'stopped'], { isFused: () => true }],
    'the rule is a draft': [{ state: 'draft', bp: 0 }, ['usual', 'stopped']],
    'the rule is retired': [{ ...EVERYBODY, state: 'retired' }, ['stopped', 'usual']],
    'the scene is denied': [{ ...EVERYBODY, deny: { scenes: ['home'] } }, ['usual', 'stopped']],
    'only apps are moved': [{ ...EVERYBODY, constraints: { platforms: ['ios'] } }, ['usual', 'served']],
  };
  for (const [when, [changes, [legacy, primary], stops]] of Object.entries(cases))
    it(`stand as decisions are made when ${when}`, () => {
      assert.deepEqual(standings(changes, stops), [`LEGACY ${legacy}`, `PRIMARY ${primary}`]);
    });

  it('stand as they do now, whatever held when they were asked for', () => {
    let ruling = rulingOf(EVERYBODY);
    const arms = armsOfFeed({ ruling: () => ruling, key: KEY, now: () => NOW })(HOME) ?? [];
    ruling = rulingOf(EVERYBODY, { isKilled: () => true });
    assert.deepEqual(
      arms.map(({ standing }) => standing()),
      ['usual', 'stopped'],
    );
    ruling = NO_RULING;
    assert.deepEqual(
      arms.map(({ standing }) => standing()),
      ['stopped', 'stopped'],
    );
  });
});
