import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Guardrails } from '../../rollout/parity/gate.js';
import { noAgreement, noPages, noRule, noSide } from '../../rollout/parity/empty-figures.js';
import {
  FIGURES_FORMAT,
  type ParityFigures,
  type RuleFigures,
  type SideFigures,
} from '../../rollout/parity/parity-figures.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import { WAY } from './support/compare-paths.js';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 11, 10);
const PRICING = 'Product.pricing';
const FEED = 'Query.feed';
const SELECTED = new Map([['FeedFull', [PRICING, FEED, 'Product.title']]]);

const side = (n: number, equal: number, more: Partial<SideFigures> = {}): SideFigures => ({
  ...noSide(),
  asked: n,
  n,
  equal,
  rawEqual: equal,
  ...more,
});

/** A rule with everything that the gate demands, but for what the test changes. */
function ruleOf(ab: SideFigures, more: Partial<RuleFigures> = {}): RuleFigures {
  return {
    ...noRule({ ...WAY, coordinates: [PRICING] }),
    firstAt: START,
    lastAt: START + 25 * HOUR_MS,
    hours: Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [String(START / HOUR_MS + index), 400]),
    ),
    compared: { [PRICING]: { ab, aa: side(1_000, 1_000) } },
    operations: { FeedFull: { ...noAgreement(), coordinates: [PRICING, FEED] } },
    ...more,
  };
}

function gateOf(rule: RuleFigures, guardrails?: Guardrails) {
  const figures: ParityFigures = { format: FIGURES_FORMAT, rules: { r: rule }, ignored: [] };
  const asked = guardrails ? { guardrails: () => guardrails } : {};
  const report = parityReport(figures, { ignore: [], selected: SELECTED, now: START, ...asked });
  const gate = report.rules['r']?.gate;
  return [gate?.verdict, ...(gate?.conditions.filter(({ met }) => !met).map(({ name }) => name) ?? [])];
}

describe('the gate of an exact coordinate', () => {
  it('lets three mismatches in ten thousand pass, and not four', () => {
    assert.deepEqual(gateOf(ruleOf(side(10_000, 9_997))), ['met']);
    assert.deepEqual(gateOf(ruleOf(side(10_000, 9_996))), ['mismatch', `parity of ${PRICING}`]);
  });

  it('waits for data, unless it is certain already', () => {
    assert.deepEqual(gateOf(ruleOf(side(9_999, 9_999))), ['too-little-data', 'comparisons']);
    assert.deepEqual(gateOf(ruleOf(side(500, 500))), [
      'too-little-data',
      'comparisons',
      `parity of ${PRICING}`,
    ]);
    assert.deepEqual(gateOf(ruleOf(side(500, 400))), ['mismatch', 'comparisons', `parity of ${PRICING}`]);
  });

  it('wants a day, an evening in it, and what committed operations select', () => {
    const whole = side(10_000, 10_000);
    assert.deepEqual(gateOf(ruleOf(whole, { lastAt: START + 23 * HOUR_MS })), ['too-little-data', 'time']);
    const { hours } = ruleOf(whole);
    const noEvenings = Object.fromEntries(Object.entries(hours).filter(([hour]) => Number(hour) % 24 !== 14));
    assert.deepEqual(gateOf(ruleOf(whole, { hours: noEvenings })), ['too-little-data', 'daily peak']);
    assert.deepEqual(gateOf(ruleOf(whole, { operations: {} })), ['too-little-data', 'coverage']);
  });

  it('wants no other types and no errors in place of data, however rare', () => {
    const classes = (cls: 'type' | 'error-vs-data') => ({
      classes: { [`${PRICING}.a`]: { [cls]: { count: 1, exemplars: [] } } },
    });
    assert.deepEqual(gateOf(ruleOf(side(10_000, 9_999, classes('type')))), ['mismatch', 'types']);
    assert.deepEqual(gateOf(ruleOf(side(10_000, 9_999, classes('error-vs-data')))), [
      'mismatch',
      'errors against data',
    ]);
  });

  it('wants the candidate to fail hardly more often than control, and little ignored', () => {
    const failing = (candidateFailed: number, controlFailed: number) =>
      gateOf(ruleOf(side(10_000, 10_000, { asked: 10_100, candidateFailed, controlFailed })));
    assert.deepEqual(failing(60, 50), ['met']);
    assert.deepEqual(failing(61, 50), ['mismatch', `failures of ${PRICING}`]);
    assert.deepEqual(gateOf(ruleOf(side(10_000, 10_000, { rawEqual: 9_500 }))), ['met']);
    assert.deepEqual(gateOf(ruleOf(side(10_000, 10_000, { rawEqual: 9_499 }))), [
      'mismatch',
      `ignored of ${PRICING}`,
    ]);
  });

  it('knows of guardrails where somebody asked', () => {
    const whole = ruleOf(side(10_000, 10_000));
    assert.deepEqual(gateOf(whole, 'good'), ['met']);
    assert.deepEqual(gateOf(whole, 'bad'), ['mismatch', 'guardrails']);
    assert.deepEqual(gateOf(whole, 'unknown'), ['too-little-data', 'guardrails']);
  });

  it('is open where nothing was compared', () => {
    const [verdict] = gateOf(noRule({ ...WAY, coordinates: [PRICING] }));
    assert.equal(verdict, 'too-little-data');
  });
});

describe('the gate of a ranked list', () => {
  const means = (pages: number, mean: number) => ({
    ...noPages(),
    pages,
    pinsEqual: pages,
    overlap: { 5: pages * mean, 10: pages * mean, 20: pages * mean },
    tau: { sum: pages * mean, n: pages },
  });
  const feed = (
    ab: ReturnType<typeof noPages>,
    aa: ReturnType<typeof noPages>,
    ranked: 'same' | 'different' = 'same',
  ) =>
    ruleOf(side(10_000, 8_000), {
      coordinates: [FEED],
      ranked,
      compared: { [FEED]: { ab: side(10_000, 8_000), aa: side(1_000, 900) } },
      pages: { [FEED]: { ab, aa } },
    });

  it('measures order against control with itself, and asks for no equal pages', () => {
    assert.deepEqual(gateOf(feed(means(10_000, 0.94), means(1_000, 0.95))), ['met']);
    const below = gateOf(feed(means(10_000, 0.92), means(1_000, 0.95)));
    assert.deepEqual(below, ['mismatch', `overlap@10 of ${FEED}`, `order (τ) of ${FEED}`]);
    assert.equal(gateOf(feed(means(10_000, 0.94), means(50, 0.95)))[0], 'too-little-data');
  });

  it('only measures where the ranking is another one', () =>
    assert.deepEqual(gateOf(feed(means(10_000, 0.2), means(0, 0), 'different')), ['met']));

  it('wants pins where they are, and the invariants of pages, of either ranking', () => {
    for (const ranked of ['same', 'different'] as const) {
      const pins = { ...means(10_000, 0.95), pinsEqual: 9_990 };
      assert.deepEqual(gateOf(feed(pins, means(1_000, 0.95), ranked)), ['mismatch', `pins of ${FEED}`]);
      const broken = { ...noPages().brokenByCandidate, duplicate: 1 };
      const pages = { ...means(10_000, 0.95), brokenByCandidate: broken };
      assert.deepEqual(gateOf(feed(pages, means(1_000, 0.95), ranked)), [
        'mismatch',
        `pages of ${FEED}, treatment`,
      ]);
    }
  });
});
