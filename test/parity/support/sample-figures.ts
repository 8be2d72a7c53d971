import type { IgnoreRule } from '../../../rollout/comparing/ignore-rules.js';
import type { InstanceFigures } from '../../../rollout/parity/parity-figures.js';
import { ParityTally, type ComparedRule } from '../../../rollout/parity/parity-tally.js';
import { selectedCoordinates } from '../../../scripts/parity/selected-coordinates.js';
import { DEFECTS } from '../defects.js';
import { again, comparisonsOf, GUIDE, REDACTOR } from './compare-paths.js';
import { between, chanceOf } from './chance.js';
import { type Answer, type Coordinate } from './world.js';

const HOUR_MS = 3_600_000;
/** An hour before an evening of China. */
const START = Date.UTC(2026, 10, 11, 10);
const paths = { control: 'old', treatment: 'new', mode: 'shadow' } as const;
const limits = { ...paths, latencyRatio: 1.2, latencyFloorMs: 20 };

/** Rules as in a rollout: one that differs, one whose ranking is another, one that is fine, one that has just begun. */
export const SAMPLE_RULES: readonly ComparedRule[] = [
  {
    id: 'product-pricing',
    coordinates: ['Product.pricing', 'Product.coupons', 'Product.promotions'],
    ranked: 'same',
    ...limits,
  },
  { id: 'feed-primary', coordinates: ['Query.feed'], ranked: 'same', ...limits },
  { id: 'video-author', coordinates: ['Video.author'], ranked: 'same', ...limits },
  { id: 'feed-tracking', coordinates: ['FeedEdge.tracking'], ranked: 'same', ...limits },
];

/** What is accepted in the sample. */
export const SAMPLE_IGNORE: readonly IgnoreRule[] = [
  {
    at: 'Product.pricing.priceLabel',
    class: 'nullness',
    reason: 'The Java service knows no labels; clients show none then.',
    owner: 'pricing-team',
    expires: '2027-03-31',
  },
];

/** How often each mistake is in the candidate; others are not. */
const MISTAKES: Readonly<Record<string, number>> = {
  'takes yuan for cents': 89,
  'rounds the final price to whole yuan': 23,
  'says "" for no label': 19,
  'cuts the last coupon off': 61,
  'ends a promotion a day early': 139,
  hangs: 401,
  'sends the amount as a number': 701,
  'skips an item between pages': 151,
};

const REQUESTS: Readonly<Record<string, number>> = { 'feed-tracking': 90, 'feed-primary': 5_200 };
const USUAL_REQUESTS = 2_700;
const SELECTED = [...selectedCoordinates()];
const CLIENTS = ['IOS 9.4.0', 'ANDROID 9.3.1', 'ANDROID 9.4.0', 'HARMONY 1.2.0'];

/** Figures of a day and two hours, more in the evening of China. */
export function sampleFigures(requests: Readonly<Record<string, number>> = REQUESTS): InstanceFigures {
  let now = START;
  const tally = new ParityTally({
    rules: SAMPLE_RULES,
    ignore: SAMPLE_IGNORE,
    guide: GUIDE,
    redactor: REDACTOR,
    now: () => now,
  });
  for (const rule of SAMPLE_RULES) {
    const most = requests[rule.id] ?? USUAL_REQUESTS;
    const chance = chanceOf(rule.id.length);
    const moments = Array.from({ length: most }, () => momentOf(chance)).toSorted((a, b) => a - b);
    for (const [request, moment] of moments.entries()) {
      now = START + moment;
      for (const coordinate of rule.coordinates as readonly Coordinate[])
        addRequest(tally, rule.id, coordinate, request);
    }
  }
  tally.dropped('product-pricing', 'above the cap');
  tally.dropped('product-pricing', 'not-comparable');
  return { ...tally.snapshot(), instance: { id: 'sample', at: now } };
}

/** Ms since the start; every other request is in one of two evenings. */
function momentOf(chance: () => number): number {
  if (chance() < 0.5) return chance() * 29 * HOUR_MS;
  return (chance() < 0.5 ? 1 : 25) * HOUR_MS + chance() * 4 * HOUR_MS;
}

function addRequest(tally: ParityTally, ruleId: string, coordinate: Coordinate, request: number): void {
  const chance = chanceOf(request);
  const served = again(coordinate, request, 1);
  const operations = SELECTED.filter(([, selected]) => selected.includes(coordinate));
  const operation = operations[between(chance, 0, operations.length - 1)]?.[0] ?? 'FeedFull';
  const client = CLIENTS[between(chance, 0, 3)] ?? '';
  const asked = { ruleId, operation, client };
  const candidate = damaged(coordinate, again(coordinate, request, 2), request);
  tally.add({ ...asked, isNoise: false, comparisons: comparisonsOf(coordinate, request, served, candidate) });
  if (request % 10 !== 0) return;
  const repeated = again(coordinate, request, 3);
  tally.add({ ...asked, isNoise: true, comparisons: comparisonsOf(coordinate, request, served, repeated) });
}

function damaged(
  coordinate: Coordinate,
  answers: readonly Answer<unknown>[],
  request: number,
): readonly Answer<unknown>[] {
  const mistake = DEFECTS.find(
    (one) =>
      one.coordinate === coordinate && one.name in MISTAKES && request % (MISTAKES[one.name] ?? 0) === 7,
  );
  return mistake?.damage(answers) ?? answers;
}
