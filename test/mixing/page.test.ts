import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashContent } from '../../mixing/content-hash.js';
import { fnv1a32 } from '../../mixing/fnv1a.js';
import { mix } from '../../mixing/mix.js';
import type { MixOutput } from '../../mixing/mix.types.js';
import { exposedAmong, withServedAsSeen } from '../../mixing/soft-exposure.js';
import {
  creative,
  eligible,
  mixInput,
  NO_DIMS,
  ranked,
  slot,
  video,
  videos,
  withAuthor,
} from './support/builders.js';

function keysOf({ items }: MixOutput): string[] {
  return items.map(({ key }) => key);
}

test('a page smaller than minCount is enough when it is full', () => {
  const output = mix(
    mixInput({ query: { pageSize: 2 }, algorithm: ranked(videos(1, 5)), policy: { minCount: 4 } }),
  );
  assert.equal(output.status, 'OK');
  assert.equal(output.items.length, 2);
});

test('too few pins alone are not a first page', () => {
  const slots = [
    slot('top', { kind: 'TOP' }, { creatives: [creative('c-1', video(1)), creative('c-2', video(2))] }),
  ];
  const output = mix(mixInput({ slots }));
  assert.equal(output.status, 'INSUFFICIENT');
  assert.equal(output.items.length, 2);
});

test('minCount 0 still asks for one item', () => {
  assert.equal(mix(mixInput({ policy: { minCount: 0 } })).status, 'INSUFFICIENT');
});

test('page sizes outside 1 to 20 are clamped', () => {
  const lengthFor = (pageSize: number): number =>
    mix(mixInput({ query: { pageSize }, algorithm: ranked(videos(1, 40)) })).items.length;
  assert.deepEqual([-5, 0, 2.9, 21, 1e9, NaN].map(lengthFor), [1, 1, 2, 20, 20, 1]);
});

test('a session ends at 300 items: the last page is cut', () => {
  const at = (offset: number): number[] =>
    mix(mixInput({ query: { offset, pageSize: 20 }, algorithm: ranked(videos(1, 40)) })).items.map(
      ({ position }) => position,
    );
  assert.deepEqual(at(295), [295, 296, 297, 298, 299]);
  assert.deepEqual(at(300), []);
});

test('backfill fills a short page in its order and is noted', () => {
  const output = mix(
    mixInput({
      query: { pageSize: 5 },
      algorithm: ranked(videos(1, 2)),
      backfill: [
        { source: 'BACKFILL_POOL', keys: [video(2), video(10)] },
        { source: 'BACKFILL_HOT', keys: [video(10), video(20), video(21), video(22)] },
      ],
    }),
  );
  assert.deepEqual(
    output.items.map(({ key, source }) => `${key} ${source}`),
    [
      `${video(1)} ALGORITHM`,
      `${video(2)} ALGORITHM`,
      `${video(10)} BACKFILL_POOL`,
      `${video(20)} BACKFILL_HOT`,
      `${video(21)} BACKFILL_HOT`,
    ],
  );
  assert.deepEqual(output.notes, [{ code: 'BACKFILLED', count: 3 }]);
  assert.deepEqual(output.unserved, []);
});

test('contents seen before come last, the longest ago first, and only if the scene allows it', () => {
  const exposed = new Map([
    [video(1), 300],
    [video(2), 100],
  ]);
  const input = mixInput({ algorithm: ranked(videos(1, 4)), exposed });
  const output = mix(input);
  assert.deepEqual(keysOf(output), [video(3), video(4), video(2), video(1)]);
  assert.deepEqual(
    output.items.map(({ source }) => source),
    ['ALGORITHM', 'ALGORITHM', 'EXPOSURE_RELAXED', 'EXPOSURE_RELAXED'],
  );
  assert.deepEqual(output.notes, [
    { code: 'EXPOSURE_RELAXED', position: 2 },
    { code: 'EXPOSURE_RELAXED', position: 3 },
  ]);
  const strict = mix({ ...input, policy: { ...input.policy, exposureRelax: false } });
  assert.deepEqual(keysOf(strict), [video(3), video(4)]);
  assert.deepEqual(strict.unserved, []);
});

test('a session begun by pulling the list down shows last what the old one served', () => {
  const algorithm = ranked(videos(1, 4));
  const oldServed = new Set([video(1), video(3)].map(fnv1a32));
  const known = new Map([[video(3), 100]]);
  const exposed = exposedAmong(videos(1, 4), withServedAsSeen(known, oldServed, 200));
  assert.deepEqual(exposed, new Map([...known, [video(1), 200] as const]));
  assert.deepEqual(keysOf(mix(mixInput({ algorithm, exposed }))), [video(2), video(4), video(3), video(1)]);
});

test('a re-upload of a content on the page is dropped and counted', () => {
  const facts = new Map(
    [video(1), video(2)].map((key) => [key, eligible({ dedupeKey: '9c56cc51b374c3ba' })]),
  );
  const output = mix(mixInput({ algorithm: ranked(videos(1, 5)), facts }));
  assert.deepEqual(keysOf(output), [video(1), video(3), video(4), video(5)]);
  assert.deepEqual(output.drops, { CT_REUPLOAD: 1 });
});

test('every drop is counted under its code', () => {
  const blocked = eligible({ eligible: false, code: 'CT_AUTHOR' });
  const base = mixInput({ algorithm: ranked(videos(1, 6)) });
  const facts = new Map([...base.facts, [video(1), blocked] as const]);
  facts.delete(video(2));
  const strange = ranked(['item:5', 'VIDEO:012', video(3)]);
  const output = mix({
    ...base,
    facts,
    algorithm: [...base.algorithm, ...strange],
    served: new Set([fnv1a32(video(4))]),
    backfill: [{ source: 'BACKFILL_POOL', keys: [video(4), video(1), video(99)] }],
  });
  assert.deepEqual(keysOf(output), [video(3), video(5), video(6)]);
  assert.deepEqual(output.drops, {
    CT_AUTHOR: 1,
    CT_MISSING: 1,
    RC_TYPE: 1,
    RC_ID: 1,
    RC_DUPLICATE: 1,
    RC_REPEATED: 1,
  });
});

test('a lower tier keeps its name on every item and its served items are no fault', () => {
  const base = mixInput({
    algorithm: ranked(videos(1, 4)),
    listSource: 'SNAPSHOT',
    exposed: new Map([[video(2), 1]]),
  });
  const output = mix({ ...base, served: new Set([fnv1a32(video(1))]) });
  assert.deepEqual(
    output.items.map(({ key, source }) => `${key} ${source}`),
    [`${video(3)} SNAPSHOT`, `${video(4)} SNAPSHOT`, `${video(2)} SNAPSHOT`],
  );
  assert.deepEqual(output.drops, {});
});

test('neighbours of one author are kept apart, and the note tells how many rules held where they cannot be', () => {
  const facts = new Map([
    [video(1), withAuthor('a')],
    [video(2), withAuthor('a')],
    [video(3), withAuthor('b')],
    [video(4), withAuthor('a')],
  ]);
  const rules = [
    { kind: 'EXCLUDE', dim: 'contentType', value: 'LIVE', positions: [0] },
    { kind: 'RUN', dim: 'author', limit: 1 },
  ] as const;
  const output = mix(mixInput({ algorithm: ranked(videos(1, 4)), facts, policy: { rules } }));
  assert.deepEqual(keysOf(output), [video(1), video(3), video(2), video(4)]);
  assert.deepEqual(output.notes, [{ code: 'SCATTER_RELAXED', position: 3, kept: 1 }]);
});

test('pins ahead and items of former pages count for scatter', () => {
  const facts = new Map(videos(1, 4).map((key) => [key, withAuthor(key === video(4) ? 'b' : 'a')]));
  const tail = [
    {
      key: 1,
      dedupeKey: null,
      dims: { author: fnv1a32('a'), shop: null, category: null, contentType: null, spu: null },
    },
  ];
  const rules = [{ kind: 'RUN', dim: 'author', limit: 1 }] as const;
  const algorithm = ranked([video(1), video(4)]);
  const behindTail = mix(
    mixInput({ query: { offset: 5, pageSize: 1 }, algorithm, facts, tail, policy: { rules } }),
  );
  assert.deepEqual(keysOf(behindTail), [video(4)]);
  const slots = [slot('s', { kind: 'FIXED', position: 1 }, { creatives: [creative('c-1', video(2))] })];
  const beforePin = mix(mixInput({ query: { pageSize: 2 }, algorithm, facts, slots, policy: { rules } }));
  assert.deepEqual(keysOf(beforePin), [video(4), video(2)]);
});

test('a rule for one value leaves other values alone, and unknown values never collide', () => {
  const live = (): ReturnType<typeof eligible> => eligible({ dims: { ...NO_DIMS, contentType: 'LIVE' } });
  const film = (): ReturnType<typeof eligible> => eligible({ dims: { ...NO_DIMS, contentType: 'VIDEO' } });
  const facts = new Map([
    ['LIVE:1', live()],
    ['LIVE:2', live()],
    [video(3), film()],
    [video(4), film()],
    [video(5), eligible()],
    [video(6), eligible()],
  ]);
  const rules = [{ kind: 'FREQ', dim: 'contentType', window: 3, limit: 1, value: 'LIVE' }] as const;
  const algorithm = ranked(['LIVE:1', 'LIVE:2', video(3), video(4), video(5), video(6)]);
  const output = mix(mixInput({ algorithm, facts, policy: { rules } }));
  assert.deepEqual(keysOf(output), ['LIVE:1', video(3), video(4), 'LIVE:2', video(5), video(6)]);
  assert.deepEqual(output.notes, []);
});

test('the last 50 items of a session are remembered, the newest last', () => {
  const remembered = videos(101, 150).map((key) => hashContent(key, eligible()));
  const { next } = mix(
    mixInput({ query: { offset: 50 }, tail: remembered, algorithm: ranked(videos(1, 2)) }),
  );
  assert.equal(next.tail.length, 50);
  assert.deepEqual(next.tail[0], remembered[2]);
  assert.deepEqual(next.tail.at(-1), hashContent(video(2), eligible()));
});
