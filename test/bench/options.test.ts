import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOptions } from '../../bench/command/options.js';

describe('the options of the benchmark', () => {
  it('are a whole run by default, of at least seven rounds of twenty seconds', () => {
    const options = readOptions([]);
    assert.deepEqual(options?.only, []);
    assert.equal(options.amounts.quick, false);
    assert(
      options.amounts.rounds >= 7 && options.amounts.seconds >= 20 && options.amounts.warmUpSeconds >= 10,
    );
  });

  it('name scenarios and amounts', () => {
    const options = readOptions(['--only', 's1, S5,s1', '--rounds', '3', '--seconds', '0.5']);
    assert.deepEqual(options?.only, ['S1', 'S5']);
    assert.deepEqual([options.amounts.rounds, options.amounts.seconds], [3, 0.5]);
  });

  it('fit the short form', () => {
    const options = readOptions(['--quick']);
    assert(options?.amounts.quick);
    assert(options.amounts.rounds * options.amounts.seconds <= 20);
  });

  it('ask for help', () => assert.equal(readOptions(['--help']), null));

  it('are refused with a remedy where they make no sense', () => {
    for (const args of [['--rounds', '0'], ['--seconds', 'x'], ['--only', ','], ['--fast'], ['S1']])
      assert.throws(() => readOptions(args), /--help lists the options/, args.join(' '));
  });
});
