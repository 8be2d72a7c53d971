import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { cacheKey, type CacheKey } from '../../datasources/chain/cache-key.js';
import { ok } from '../../datasources/chain/outcome.js';
import { source, type Segment, type Source } from '../../datasources/chain/source.js';
import { checkProperty } from '../mixing/support/property.js';
import { keepThings, KeptThings, type Thing } from './support/kept-things.js';

const declaration = {
  id: 'ENGAGEMENT.states',
  upstream: 'ENGAGEMENT',
  timeoutMs: 50,
  maxBatch: 50,
  load: () => Promise.resolve(new Map()),
} as const;
const viewerThings = source<Thing, 'VIEWER'>({ ...declaration, scope: 'VIEWER' });
const segmentThings = source<Thing, 'SEGMENT'>({ ...declaration, scope: 'SEGMENT' });

/** Never called: what is in it must not compile. */
export function mustNotCompile({ store }: KeptThings): void {
  const parts = { arms: [], source: 'x', contract: '1', key: '1' };
  // @ts-expect-error a VIEWER source is not kept
  store.space({ ...keepThings, source: viewerThings }, null, []);
  const undeclared: Source<Thing> = viewerThings;
  // @ts-expect-error nor one whose scope is not known
  store.space({ ...keepThings, source: undeclared }, null, []);
  // @ts-expect-error there is no key for a VIEWER record
  cacheKey({ ...parts, scope: 'VIEWER', segment: null });
  // @ts-expect-error a SEGMENT record has its segment in its key
  cacheKey<'SEGMENT'>({ ...parts, scope: 'SEGMENT', segment: null });
  // @ts-expect-error and asks for it
  store.space({ ...keepThings, source: segmentThings }, null, []);
}

describe('a key', () => {
  const text = fc.oneof(
    fc.constantFrom('', '1', 'a', 'CN-ZJ', '","', '\\"', 'null', ']'),
    fc.string({ maxLength: 4 }),
  );
  const whole = { noNullPrototype: true };
  const segment: fc.Arbitrary<Segment> = fc.record(
    {
      region: fc.option(text),
      channel: fc.constantFrom('APP' as const, 'WEB' as const),
    },
    whole,
  );
  const parts = { arms: fc.array(text, { maxLength: 2 }), source: text, contract: text, key: text };
  const keys: fc.Arbitrary<CacheKey<'PUBLIC'> | CacheKey<'SEGMENT'>> = fc.oneof(
    fc.record({ ...parts, scope: fc.constant('PUBLIC' as const), segment: fc.constant(null) }, whole),
    fc.record({ ...parts, scope: fc.constant('SEGMENT' as const), segment }, whole),
  );

  it('is equal for equal parts, and different where any part is', () => {
    const changed = <K extends object>(key: K): fc.Arbitrary<readonly [K, K]> =>
      fc
        .constantFrom(...(Object.keys(key) as (keyof K)[]))
        .chain((part) =>
          keys.map((other) => [key, { ...key, [part]: (other as unknown as K)[part] }] as const),
        );
    checkProperty(
      keys.chain((key) => changed(key)),
      ['same', 'different'],
      ([one, two], seen) => {
        const same = isDeepStrictEqual(one, two);
        seen(same ? 'same' : 'different');
        assert.equal(cacheKey(one as CacheKey<'SEGMENT'>) === cacheKey(two as CacheKey<'SEGMENT'>), same);
      },
    );
  });

  it('of a segment differs by region and channel', () => {
    const { store } = new KeptThings();
    const segments: Segment[] = [
      { region: null, channel: 'APP' },
      { region: 'CN-ZJ', channel: 'APP' },
      { region: 'CN-ZJ', channel: 'WEB' },
    ];
    const spaces = segments.map((one) => store.space({ ...keepThings, source: segmentThings }, one, []));
    spaces.forEach((space, index) => space.learn('1', ok({ name: String(index) }), 'primary'));
    const names = spaces.map((space) => {
      const found = space.find('1');
      return found?.kind === 'record' ? found.value.name : found;
    });
    assert.deepEqual(names, ['0', '1', '2']);
  });
});
