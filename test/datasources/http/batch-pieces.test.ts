import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../../datasources/http/endpoint.js';
import { keyOf, type RecordedEnd } from '../../../datasources/http/recording.js';
import { PlayingTape } from '../../../datasources/http/tape.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import { pricesEndpoint } from '../../../datasources/pricing/pricing.api.js';

const ANNA = { viewerId: 'anna', deviceId: 'd' };
const CN = { region: 'CN' };

const recorded = (ids: readonly string[], end: RecordedEnd, rest: object = CN): [string, RecordedEnd] => [
  keyOf([pricesEndpoint.id, '', { ids, ...rest }, null]),
  end,
];

const TAPE = new Map([
  recorded(['a', 'b'], { answer: { asOf: 'now', results: { a: { p: 1 }, x: { p: 9 } }, missing: ['b'], errors: {} } }), // prettier-ignore
  recorded(['c'], { answer: { results: {}, errors: { c: { code: 'X' } } } }),
  recorded(['d'], { answer: { results: { d: { p: 4 } }, missing: [], errors: {} } }, { region: 'JP' }),
  recorded(['e'], { cls: 'TIMEOUT' }),
]);

const play = (ids: readonly string[], identity: typeof ANNA | null = null, endpoint: Endpoint = pricesEndpoint) =>
  new PlayingTape(TAPE, 'refuse').call(endpoint, { body: { ids, ...CN } }, identity, () =>
    Promise.reject(new Error('nobody may be asked')),
  ); // prettier-ignore

describe('a batch that is gathered otherwise than it was recorded', () => {
  it('is answered id by id', async () => {
    const all = { asOf: 'now', results: { a: { p: 1 } }, errors: { c: { code: 'X' } }, missing: ['b'] };
    assert.deepEqual(await play(['a', 'b', 'c']), all);
    assert.deepEqual(await play(['a']), { ...all, errors: {}, missing: [] });
  });

  const refusals: readonly (readonly [what: string, call: () => Promise<unknown>])[] = [
    ['an id of it was not asked for', () => play(['a', 'x'])],
    ['an id of it was asked for with other words', () => play(['a', 'd'])],
    ['an id of it is of a batch that failed', () => play(['a', 'e'])],
    ['it is for somebody else', () => play(['a'], ANNA)],
    ['it goes elsewhere', () => play(['a'], null, { ...pricesEndpoint, id: 'PRICING.others' })],
    ['it has no ids', () => play([])],
  ];
  for (const [why, call] of refusals)
    it(`is refused where ${why}`, () =>
      assert.rejects(call, (error) => error instanceof UpstreamError && error.cls === 'NOT_CONFIGURED'));
});
