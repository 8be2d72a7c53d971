import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../bench/report/evaluate.js';
import { recordOf } from './support/records.js';

const numberOf = (record: ReturnType<typeof recordOf>) => evaluate(record).verdicts[0]?.number;

describe('a ratio', () => {
  it('is taken round by round, so that a slow minute meets both sides', () => {
    const rounds = [
      { ours: 1.2, theirs: 1 },
      { ours: 2.4, theirs: 2 },
      { ours: 1.2, theirs: 1 },
    ];
    const number = numberOf(recordOf(rounds));
    assert.deepEqual(number && [number.median, number.low, number.high], [1.2, 1.2, 1.2]);
  });

  it('reaches its goal by its median', () => {
    const [good] = evaluate(recordOf([{ ours: 1.5, theirs: 1 }])).verdicts;
    const [bad] = evaluate(recordOf([{ ours: 1.51, theirs: 1 }])).verdicts;
    assert.equal(good?.reached, true);
    assert.equal(bad?.reached, false);
  });

  it('leaves disturbed rounds out', () => {
    const rounds = [
      { ours: 1, theirs: 1 },
      { ours: 9, theirs: 1, disturbed: 'a neighbour' },
      { ours: 1, theirs: 1 },
    ];
    const evaluation = evaluate(recordOf(rounds));
    assert.equal(evaluation.verdicts[0]?.number?.high, 1);
    assert.deepEqual(evaluation.flaws, []);
    assert.deepEqual(
      evaluation.rows.map(({ contestant, rounds: counted }) => [contestant, counted]),
      [
        ['theirs', 2],
        ['ours', 2],
      ],
    );
  });

  it('is not measured when a side is missing', () => {
    const record = recordOf([{ ours: 1, theirs: 1 }]);
    const samples = record.samples.filter(({ contestant }) => contestant === 'ours');
    assert.equal(numberOf({ ...record, samples }), null);
  });
});

describe('a run', () => {
  it('is void when most rounds were disturbed', () => {
    const rounds = [
      { ours: 1, theirs: 1 },
      { ours: 1, theirs: 1, disturbed: 'a neighbour' },
      { ours: 1, theirs: 1, disturbed: 'a neighbour' },
    ];
    const [flaw] = evaluate(recordOf(rounds)).flaws;
    assert.match(flaw ?? '', /saturation.*a neighbour/);
  });

  it('is void when equal things measure more than 3 % apart', () => {
    const itself = (spread: number) => {
      const record = recordOf([
        { ours: 1 + spread, theirs: 1 },
        { ours: 1, theirs: 1 },
        { ours: 1 - spread, theirs: 1 },
      ]);
      const claims = record.scenario.claims.map((claim) => ({ ...claim, goal: { within: 0.03 } }));
      return evaluate({ ...record, scenario: { ...record.scenario, claims } }).flaws;
    };
    assert.deepEqual(itself(0.02), []);
    assert.match(itself(0.05)[0] ?? '', /not 1 ± 0.03/);
  });

  it('keeps the flaws that the scenario saw itself', () => {
    assert.deepEqual(evaluate(recordOf([{ ours: 1, theirs: 1 }], { flaws: ['No reference.'] })).flaws, [
      'No reference.',
    ]);
  });
});
