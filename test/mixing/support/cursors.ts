import { Buffer } from 'node:buffer';

import fc from 'fast-check';

import type { CursorKey, CursorSession, CursorState } from '../../../mixing/cursor.types.js';
import { DIMS, type TailEntry } from '../../../mixing/mix.types.js';
import { SERVING_TIERS } from '../../../mixing/serving-tier.js';
import { SESSION_ID } from './builders.js';

/** Two keys: the first signs, both are accepted. */
export const KEYS: readonly CursorKey[] = [
  { kid: 7, key: Buffer.alloc(32, 'new') },
  { kid: 3, key: Buffer.alloc(32, 'old') },
];

export const SESSION: CursorSession = {
  sessionId: SESSION_ID,
  sceneId: 'home',
  tier: 'PRIMARY',
  planVersion: 412,
  policyVersion: 7,
  algorithmCursor: 'p2:8f1c',
  snapshotHash: null,
  arms: [{ rule: 'feed-primary', salt: 'feed-primary-1', path: 'primary' }],
  viewerHash: null,
  startedAt: 1_573_401_600,
  issuedAt: 1_573_401_660,
};

const oneCharacterOf = (alphabet: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(alphabet));

const hash = fc.noBias(fc.nat({ max: 0xffffffff }));
const optionalHash = fc.option(hash, { freq: 3 });
const dims: fc.Arbitrary<TailEntry['dims']> = fc
  .array(optionalHash, { minLength: DIMS.length, maxLength: DIMS.length })
  .map(([author = null, shop = null, category = null, contentType = null, spu = null]) => ({
    author,
    shop,
    category,
    contentType,
    spu,
  }));

const id = fc.noBias(fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n })).map(String);
const slotId = fc.string({ unit: oneCharacterOf('abcdef0123456789-'), minLength: 1, maxLength: 32 });
const early = fc.tuple(slotId, fc.nat({ max: 299 })).map(([slot, position]) => `${slot}@${position}`);
const name = fc.string({ unit: oneCharacterOf('abcdefghij-0123456789'), minLength: 1, maxLength: 20 });

/** Any state a cursor may hold, short and long lists alike. */
export const cursorStates: fc.Arbitrary<CursorState> = fc.record(
  {
    sessionId: fc.string({ minLength: 22, maxLength: 22, unit: oneCharacterOf('AZaz09_-') }),
    sceneId: name,
    tier: fc.constantFrom(...SERVING_TIERS),
    planVersion: fc.option(fc.nat()),
    policyVersion: fc.option(fc.nat()),
    algorithmCursor: fc.option(fc.string({ maxLength: 40 })),
    snapshotHash: fc.option(fc.constant('9c56cc51b374c3ba')),
    arms: fc.array(fc.record({ rule: name, salt: name, path: name }, { noNullPrototype: true }), {
      maxLength: 3,
    }),
    viewerHash: fc.option(fc.constant('AAECAwQFBgc')),
    startedAt: fc.nat(),
    issuedAt: fc.nat(),
    offset: fc.nat({ max: 300 }),
    legacyPage: fc.option(fc.nat({ max: 30 })),
    snapshotIndex: fc.nat({ max: 300 }),
    served: fc.array(hash, { maxLength: 120, size: 'max' }),
    dims: fc.array(dims, { maxLength: 19, size: 'max' }),
    dedupeKeys: fc.array(optionalHash, { maxLength: 50, size: 'max' }),
    unservedIds: fc.array(id, { maxLength: 40 }),
    early: fc.array(early, { maxLength: 6 }),
  },
  { noNullPrototype: true },
);
