import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chain } from '../../../datasources/chain/chain.js';
import { Freshness } from '../../../datasources/chain/freshness.js';
import { source } from '../../../datasources/chain/source.js';

const NOW = 1_573_401_600_000;

const of = (scope: 'PUBLIC') =>
  source<string, 'PUBLIC'>({
    id: 'CATALOG.test',
    upstream: 'CATALOG',
    scope,
    maxBatch: 10,
    timeoutMs: 50,
    load: () => Promise.resolve(new Map()),
  });
const ages = { freshMs: 10_000, staleOkMs: 20_000, maxMs: 60_000 };
const kept = chain('Thing', { primary: of('PUBLIC'), lkg: { contract: '1', ages } });
const dated = chain('Thing', {
  primary: of('PUBLIC'),
  lkg: { contract: '1', ages, producedAt: () => NOW - 4_000, nextEdge: (value) => NOW + Number(value) },
});
const unkept = chain('Thing', { primary: of('PUBLIC') });
const good = (value: string, ageMs?: number) =>
  ({ kind: 'ok', value, ...(ageMs !== undefined && { ageMs }) }) as const;

describe('the freshness of an answer', () => {
  it('is nothing where nothing is known', () => {
    assert.equal(new Freshness(NOW).leftMs(), 0);
    const freshness = new Freshness(NOW);
    freshness.note(unkept, good('a'));
    assert.equal(freshness.leftMs(), 0);
  });

  it('is what is left of the record that is first past its time', () => {
    const freshness = new Freshness(NOW);
    freshness.note(kept, good('a'));
    assert.equal(freshness.leftMs(), 10_000);
    freshness.note(kept, good('b', 2_500));
    assert.equal(freshness.leftMs(), 7_500);
    freshness.note(dated, good('60000'));
    assert.equal(freshness.leftMs(), 6_000);
    freshness.note(dated, good('1000'));
    assert.equal(freshness.leftMs(), 1_000);
    freshness.atMost(300);
    assert.equal(freshness.leftMs(), 300);
  });

  it('is never less than nothing', () => {
    const freshness = new Freshness(NOW);
    freshness.note(kept, good('a', 15_000));
    assert.equal(freshness.leftMs(), 0);
  });
});
