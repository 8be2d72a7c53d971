import { enumWords, Redactor } from '../../../rollout/comparing/redact.js';
import { FieldGuide } from '../../../rollout/comparing/field-guide.js';
import type { IgnoreRule } from '../../../rollout/comparing/ignore-rules.js';
import { observe } from '../../../rollout/comparing/normalise.js';
import type { Comparison, Observed } from '../../../rollout/comparing/observation.js';
import { USUAL_RULES } from '../../../rollout/comparing/usual-rules.js';
import type { ParityFigures } from '../../../rollout/parity/parity-figures.js';
import { ParityTally } from '../../../rollout/parity/parity-tally.js';
import { buildGatewaySchema } from '../../../src/build-schema.js';
import type { Defect } from '../defects/defect.js';
import { chanceOf } from './chance.js';
import { withNoise } from './noise.js';
import { answersOf, NOW, type Answer, type Coordinate } from './world.js';

const SCHEMA = await buildGatewaySchema();

/** As the gateway compares. */
export const GUIDE = new FieldGuide(USUAL_RULES, SCHEMA);
/** As the gateway redacts. */
export const REDACTOR = new Redactor('key of the tests', enumWords(SCHEMA));

/** How a rule of the tests compares. */
export const WAY = { control: 'old', treatment: 'new', mode: 'shadow', ranked: 'same' } as const;

/** Every coordinate of the stand-in world. */
export const COORDINATES: readonly Coordinate[] = [
  'Product.pricing',
  'Product.coupons',
  'Product.promotions',
  'Video.author',
  'FeedEdge.tracking',
  'Query.feed',
];

/** A tally of one rule that moves every coordinate of the stand-in world. */
export const tallyOf = (now: () => number, ignore: readonly IgnoreRule[] = []): ParityTally =>
  new ParityTally({
    rules: [{ id: 'all', ...WAY, coordinates: COORDINATES, latencyRatio: 1.2, latencyFloorMs: 20 }],
    ignore,
    guide: GUIDE,
    redactor: REDACTOR,
    now,
  });

/** What two paths answered for one request at one coordinate. */
export interface Exchange {
  readonly coordinate: Coordinate;
  readonly request: number;
  readonly served: readonly Answer<unknown>[];
  readonly candidate: readonly Answer<unknown>[];
  readonly isNoise?: boolean;
}

/** Counts it as the gateway would. */
export function count(
  tally: ParityTally,
  { coordinate, request, served, candidate, isNoise }: Exchange,
): void {
  tally.add({
    ruleId: 'all',
    operation: 'FeedFull',
    client: request % 2 === 0 ? 'IOS 9.4.0' : 'ANDROID 9.3.1',
    isNoise: isNoise === true,
    comparisons: comparisonsOf(coordinate, request, served, candidate),
  });
}

/** What both sides said for each key, as the gateway observes it. */
export const comparisonsOf = (
  coordinate: Coordinate,
  request: number,
  served: readonly Answer<unknown>[],
  candidate: readonly Answer<unknown>[],
): readonly Comparison[] =>
  served.map((answer, index) => ({
    coordinate,
    key: `${request}:${index}`,
    served: observed(coordinate, answer),
    candidate: observed(coordinate, candidate[index] ?? { failed: 'MISSING' }),
    ranked: coordinate === 'Query.feed',
    servedMs: 20,
    candidateMs: 21,
  }));

const observed = (coordinate: Coordinate, answer: Answer<unknown>): Observed =>
  'value' in answer ? observe(coordinate, answer.value, GUIDE) : { kind: 'failed', cls: answer.failed };

/** A sound path, as it answers the second time. */
export const again = (coordinate: Coordinate, request: number, seed: number): readonly Answer<unknown>[] =>
  withNoise(coordinate, answersOf(coordinate, request), chanceOf(seed + request));

/** One request in so many has the mistake in it: 0.5 %. */
const EVERY = 200;

/** Compares with the mistake in one request of 200; counts those in which it was found where and as what it has to be. */
export function hunt({ coordinate, at, class: cls, damage }: Defect, comparisons: number) {
  const tally = tallyOf(() => NOW);
  const sightings = () => classesOf(tally.snapshot(), coordinate)[at]?.[cls]?.count ?? 0;
  let [damaged, found, request] = [0, 0, 0];
  for (let done = 0; done < comparisons; request += 1) {
    const served = answersOf<Coordinate>(coordinate, request);
    const sound = again(coordinate, request, 7);
    const due = Math.floor((request + EVERY / 2) / EVERY);
    const candidate = damaged < due ? damage(sound) : null;
    const before = candidate ? sightings() : 0;
    count(tally, { coordinate, request, served, candidate: candidate ?? sound });
    done += served.length;
    if (!candidate) continue;
    damaged += 1;
    if (sightings() > before) found += 1;
  }
  return { damaged, found, share: damaged / request, classes: classesOf(tally.snapshot(), coordinate) };
}

/** Classes by path at one coordinate. */
export const classesOf = (figures: ParityFigures, coordinate: string) =>
  figures.rules['all']?.compared[coordinate]?.ab.classes ?? {};
