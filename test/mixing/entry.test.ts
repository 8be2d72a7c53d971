import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mix } from '../../mixing/mix.js';
import { creative, eligible, mixInput, ranked, slot, video, videos } from './support/builders.js';

const LIST = ranked(videos(101, 130));

test('what the client asked for stands before every slot, on page one only', () => {
  const slots = [
    slot('s', { kind: 'FIXED', position: 0 }, { priority: 999, creatives: [creative('c-1', video(1))] }),
  ];
  const input = mixInput({ slots, entry: [video(7), video(8)], algorithm: LIST });
  const output = mix(input);
  assert.deepEqual(
    output.items.slice(0, 2).map(({ key, source }) => `${key} ${source}`),
    [`${video(7)} ENTRY`, `${video(8)} ENTRY`],
  );
  assert.deepEqual(output.notes, [{ code: 'SLOT_CONFLICT', slotId: 's', position: 0 }]);
  const later = mix({ ...input, query: { ...input.query, offset: 3 } });
  assert.ok(later.items.every(({ source }) => source === 'ALGORITHM'));
});

test('entry contents that are too many, of another type, repeated or not eligible are passed over', () => {
  const entry = [video(1), 'LIVE:2', video(3), video(1), video(5), video(6)];
  const facts = new Map([[video(3), eligible({ eligible: false })]]);
  const output = mix(mixInput({ entry, algorithm: LIST, facts }));
  assert.deepEqual(
    output.items.filter(({ source }) => source === 'ENTRY').map(({ key }) => key),
    [video(1), video(5)],
  );
  assert.equal(output.drops.RQ_ENTRY, 4);
});
