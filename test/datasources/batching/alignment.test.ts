import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { chain } from '../../../datasources/chain/chain.js';
import type { Outcome } from '../../../datasources/chain/outcome.js';
import {
  startFakeUpstreams,
  subjectOf,
  type FakeCall,
  type FakeUpstreams,
} from '../../support/fake-upstreams.js';
import type { Reply } from '../../support/fake-server.js';
import { openRequest } from '../../support/upstream-request.js';
import { loaderCases, NOW, type LoaderCase } from './loader-cases.js';

/** What an upstream does with one id, and how that id must settle. */
const FATES = {
  good: 'ok',
  twice: 'ok',
  resultAndError: 'ok',
  resultAndMissing: 'ok',
  nullResult: 'miss',
  missing: 'miss',
  foreignRecord: 'SCHEMA',
  scalar: 'SCHEMA',
  list: 'SCHEMA',
  error: 'ITEM_ERROR',
  errorAndMissing: 'ITEM_ERROR',
  nowhere: 'MISSING',
} as const;
type Fate = keyof typeof FATES;
const fate = fc.constantFrom(...(Object.keys(FATES) as Fate[]));

let upstreams: FakeUpstreams;
before(async () => {
  upstreams = await startFakeUpstreams();
});
after(() => upstreams.close());

describe('an answer in any order, short, long, doubled or mixed', () => {
  for (const of of loaderCases)
    it(`puts no value of ${of.source.id} under a wrong id`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.nat({ max: 999 }), { minLength: 1, maxLength: 120 }),
          fc.infiniteStream(fate),
          fc.nat(),
          async (indexes, stream, seed) => {
            const fates = new Map(indexes.map((index) => [of.idAt(index), nextOf(stream)]));
            upstreams.reset();
            upstreams.on(of.upstream, of.path, (call) => scrambled(of, fates, call, seed));
            await checkAll(of, fates);
          },
        ),
        { numRuns: 40 },
      );
    });
});

async function checkAll(of: LoaderCase, fates: ReadonlyMap<string, Fate>): Promise<void> {
  const request = openRequest(upstreams.urls, { now: NOW });
  try {
    const ids = [...fates.keys()];
    const outcomes = await request.datasources.serving.resolveAll(
      chain('record', { primary: of.source }),
      ids,
    );
    assert.deepEqual([...outcomes.keys()], ids);
    for (const [id, outcome] of outcomes) {
      assert.equal(nameOf(outcome), FATES[fates.get(id) ?? 'nowhere'], `${id} was ${fates.get(id)}`);
      if (outcome.kind === 'ok') assert.ok(of.isOf(outcome.value, id), `${id} has a foreign value`);
    }
  } finally {
    await request.close();
  }
}

const nameOf = (outcome: Outcome<unknown>): string => (outcome.kind === 'fail' ? outcome.cls : outcome.kind);

/** The answer as text: only so can a key stand there twice, or be called `__proto__`. */
function scrambled(of: LoaderCase, fates: ReadonlyMap<string, Fate>, call: FakeCall, seed: number): Reply {
  const results: [string, unknown][] = [];
  const errors: [string, unknown][] = [];
  const missing: unknown[] = [null, 7, '__proto__', of.idAt(5_001)];
  for (const id of call.ids) {
    const good = of.record(id);
    const fateOf = fates.get(id) ?? 'nowhere';
    if (['good', 'twice', 'resultAndError', 'resultAndMissing'].includes(fateOf)) results.push([id, good]);
    if (fateOf === 'twice') results.push([id, good]);
    if (fateOf === 'nullResult') results.push([id, null]);
    if (fateOf === 'foreignRecord') results.push([id, of.record(of.idAt(5_002))]);
    if (fateOf === 'scalar') results.push([id, 7]);
    if (fateOf === 'list') results.push([id, [good]]);
    if (['error', 'errorAndMissing', 'resultAndError'].includes(fateOf))
      errors.push([id, { code: 'INTERNAL' }]);
    if (['missing', 'errorAndMissing', 'resultAndMissing'].includes(fateOf)) missing.push(id);
  }
  // Nobody asked for these here: ids of other chunks, of nobody, and names that every object has.
  const unasked = [...fates.keys()].filter((id) => !call.ids.includes(id)).slice(0, 5);
  for (const id of [...unasked, of.idAt(5_000)]) results.push([id, of.record(id)]);
  for (const name of ['__proto__', 'constructor', 'toString'])
    results.push([name, of.record(of.idAt(5_000))]);
  errors.push(['__proto__', { [call.ids[0] ?? '']: 'x' }]);

  const subject = JSON.stringify(subjectOf(call).subject ?? null);
  const parts = [
    `"subject":${subject}`,
    `"results":${objectText(shuffled(results, seed))}`,
    `"missing":${JSON.stringify(shuffled(missing, seed))}`,
    `"errors":${objectText(shuffled(errors, seed))}`,
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: `{${shuffled(parts, seed).join(',')}}`,
  };
}

const objectText = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;

/** The same entries in an order that only the seed decides. */
const shuffled = <T>(entries: readonly T[], seed: number): T[] =>
  entries
    .map((entry, i) => ({ entry, rank: Math.imul(i + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);

function nextOf<T>(stream: Iterator<T>): T {
  return stream.next().value as T; // infinite: it always has one
}
