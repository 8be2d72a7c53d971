import { HEALTHY } from './run-steps.js';
import { failedPagesOf, type Sighting } from './sighting.js';
import { seenIn, type StepResult } from './step-result.js';
import { countSeen } from './tally.js';
import { grouped } from './words.js';

/** What a drill came to. */
export interface DrillVerdict {
  /** Whether every viewer saw a full page, and every read by id an honest answer. */
  readonly isGood: boolean;
  /** Sentences for people, the most important first. */
  readonly lines: readonly string[];
}

const MOST_NAMED = 5;

/** Judges a drill by all answers, those before and between the steps included. */
export function verdictOf(sightings: readonly Sighting[], results: readonly StepResult[]): DrillVerdict {
  const { pages, fullPages, reads, unavailable, failedReads } = countSeen(sightings);
  const steps = results.filter(({ title }) => title !== HEALTHY);
  const late = steps.filter(({ backAfterMs }) => backAfterMs === null);
  return {
    isGood: pages > 0 && fullPages === pages && failedReads === 0,
    lines: [
      `${grouped(fullPages)} of ${grouped(pages)} pages were full, ${allOf(steps.length)}.`,
      ...(fullPages < pages ? describeFailures(sightings, results) : []),
      describeReads(reads, unavailable, failedReads),
      ...(late.length > 0
        ? [`Not as usual again within 30 s of the repair: ${late.map(({ title }) => title).join(', ')}.`]
        : []),
    ],
  };
}

const allOf = (steps: number): string =>
  steps === 1 ? 'through one outage' : `through ${grouped(steps)} outages`;

function describeFailures(sightings: readonly Sighting[], results: readonly StepResult[]): readonly string[] {
  const steps = results
    .map((result) => ({ title: result.title, count: failedPagesOf(seenIn(result)).length }))
    .filter(({ count }) => count > 0);
  const worst = steps.toSorted((a, b) => b.count - a.count);
  const shown = worst.slice(0, MOST_NAMED).map(({ title, count }) => `${grouped(count)} (${title})`);
  const others = worst.length - shown.length;
  const reasons = new Set(
    failedPagesOf(sightings).map(({ verdict, wrong }) => `${verdict} (${wrong ?? ''})`),
  );
  return [
    ...(shown.length > 0 ? [`Not full: ${shown.join(', ')}${describeOthers(others)}.`] : []),
    `What was wrong: ${[...reasons].slice(0, MOST_NAMED).join('; ')}.`,
  ];
}

function describeOthers(others: number): string {
  if (others === 0) return '';
  return others === 1 ? ', and in another step' : `, and in ${others} other steps`;
}

function describeReads(reads: number, unavailable: number, failed: number): string {
  const found = `${grouped(reads - unavailable - failed)} of ${grouped(reads)} reads of a product by its id got it`;
  const told = unavailable > 0 ? `, ${grouped(unavailable)} were told that it cannot be read now` : '';
  return `${found}${told}${failed > 0 ? `, ${grouped(failed)} failed` : ''}.`;
}
