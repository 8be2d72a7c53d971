import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noAgreement, noRule, noSide } from '../../rollout/parity/empty-figures.js';
import { FIGURES_FORMAT, type ParityFigures } from '../../rollout/parity/parity-figures.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import { percent } from '../../rollout/parity/words.js';
import { renderHtml } from '../../scripts/parity/render/html.js';
import { endOf, nines } from '../../scripts/parity/render/scale.js';
import { WAY } from './support/compare-paths.js';

const HOSTILE = `<img src=x onerror="alert('1')">&`;
const NOW = Date.UTC(2026, 10, 12);

const exemplar = (served: string, candidate: string) => ({ operation: 'FeedFull', served, candidate });

/** One rule with the names of somebody who means ill. */
function hostile(): ParityFigures {
  const one = { count: 3, exemplars: [exemplar(HOSTILE, HOSTILE)] };
  const side = { ...noSide(), asked: 9, n: 9, equal: 6, rawEqual: 6, classes: { [HOSTILE]: { value: one } } };
  return {
    format: FIGURES_FORMAT,
    rules: {
      [HOSTILE]: {
        ...noRule({ ...WAY, coordinates: [HOSTILE] }),
        compared: { [HOSTILE]: { ab: side, aa: noSide() } },
        operations: { [HOSTILE]: { ...noAgreement(), coordinates: [HOSTILE] } },
        clients: { [HOSTILE]: noAgreement() },
        dropped: { [HOSTILE]: 1 },
      },
    },
    ignored: [
      { at: HOSTILE, class: 'value', hits: 1, lastHitAt: NOW, watchedFrom: NOW, comparisonsSince: 0 },
    ],
  };
}

describe('the report', () => {
  it('finds the class that goes beyond the noise most, and its shortest example', () => {
    const noisy = { count: 50, exemplars: [exemplar('1', '2')] };
    const real = {
      count: 30,
      exemplars: [exemplar('"39.90" and more', '"3990"'), exemplar('"1.00"', '"100"')],
    };
    const ab = {
      ...noSide(),
      asked: 100,
      n: 100,
      equal: 20,
      rawEqual: 20,
      classes: { 'A.b.x': { value: noisy }, 'A.b.y': { value: real } },
    };
    const aa = {
      ...noSide(),
      asked: 100,
      n: 100,
      equal: 50,
      rawEqual: 50,
      classes: { 'A.b.x': { value: noisy } },
    };
    const rule = { ...noRule({ ...WAY, coordinates: ['A.b'] }), compared: { 'A.b': { ab, aa } } };
    const figures: ParityFigures = { format: FIGURES_FORMAT, rules: { r: rule }, ignored: [] };
    const [one] =
      parityReport(figures, { ignore: [], selected: null, now: NOW }).rules['r']?.coordinates ?? [];
    assert.deepEqual(one?.reproducer, {
      coordinate: 'A.b',
      at: 'A.b.y',
      class: 'value',
      ...exemplar('"1.00"', '"100"'),
    });
    const net = one.classes.find(({ at }) => at === 'A.b.x')?.net;
    assert(net && net.difference === 0 && net.low < 0 && net.high > 0);
  });

  it('escapes whatever comes from elsewhere, and asks for nothing', () => {
    const text = renderHtml(parityReport(hostile(), { ignore: [], selected: new Map(), now: NOW }));
    assert.doesNotMatch(text, /<img|onerror="/);
    assert.match(text, /&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;&amp;/);
    assert.doesNotMatch(text, /<script|<link|src=(?!x)|url\(|@import|href="(?!#)/);
    assert.match(text, /default-src 'none'/);
    const classes = [...text.matchAll(/class="([^"]*)"/g)].map(([, name = '']) => name);
    assert.deepEqual(
      classes.filter((name) => !/^[\w -]+$/.test(name)),
      [],
    );
  });

  it('says 100 % of everything alone, and 0 % of nothing', () => {
    assert.deepEqual([1, 0.99999, 0.9999999, 0.9991, 0.5, 0.00001, 0].map(percent), [
      '100 %',
      '99.999 %',
      'nearly 100 %',
      '99.91 %',
      '50 %',
      '0.001 %',
      '0 %',
    ]);
  });

  it('has scales on which ten times as rare is a step', () => {
    assert.deepEqual(
      [0, 0.9, 0.99, 0.999, 1].map((share) => Math.round(nines(share))),
      [0, 25, 50, 75, 100],
    );
  });

  it('ends plain scales at a round number', () =>
    assert.deepEqual([0, 0.0028, 0.05, 0.13, 0.7, 1].map(endOf), [0.0001, 0.005, 0.05, 0.2, 1, 1]));
});
