import { z } from 'zod';
import { DIFFERENCE_CLASSES } from '../comparing/ignore-rules.js';
import { INVARIANTS } from '../comparing/ranked-page.js';

/** Version of the figures; another shape is another version. */
export const FIGURES_FORMAT = 'vitrine-parity-figures/3';

/** Exemplars of one class at one path. */
export const MOST_EXEMPLARS = 5;

const count = z.int().min(0);
const sum = z.number();
const moment = z.number().nullable();

const exemplar = z.strictObject({ operation: z.string(), served: z.string(), candidate: z.string() });
const classFigures = z.strictObject({ count, exemplars: z.array(exemplar).max(MOST_EXEMPLARS) });

const agreement = z.strictObject({
  asked: count,
  n: count,
  equal: count,
  rawEqual: count,
  candidateFailed: count,
  controlFailed: count,
});
const sideFigures = agreement.extend({
  late: count,
  classes: z.record(z.string(), z.partialRecord(z.enum(DIFFERENCE_CLASSES), classFigures)),
});

const mean = z.strictObject({ sum, n: count });
const pageFigures = z.strictObject({
  pages: count,
  pinsEqual: count,
  overlap: z.strictObject({ 5: sum, 10: sum, 20: sum }),
  tau: mean,
  brokenByServed: z.record(z.enum(INVARIANTS), count),
  brokenByCandidate: z.record(z.enum(INVARIANTS), count),
});
const pair = <T extends z.ZodType>(shape: T) => z.strictObject({ ab: shape, aa: shape });

const ruleFigures = z.strictObject({
  coordinates: z.array(z.string()),
  control: z.string(),
  treatment: z.string(),
  mode: z.enum(['off', 'shadow', 'reverse']),
  ranked: z.enum(['same', 'different']),
  firstAt: moment,
  lastAt: moment,
  hours: z.record(z.string().regex(/^\d+$/), count),
  dropped: z.record(z.string(), count),
  compared: z.record(z.string(), pair(sideFigures)),
  pages: z.record(z.string(), pair(pageFigures)),
  operations: z.record(z.string(), agreement.extend({ coordinates: z.array(z.string()) })),
  clients: z.record(z.string(), agreement),
  answers: z.record(
    z.string(),
    z.strictObject({
      operation: z.string(),
      client: z.string(),
      elsewhere: count,
      ...pair(sideFigures).shape,
    }),
  ),
});

/** Everything that tallies count, as plain JSON: what a report is made from. */
export const parityFigures = z.strictObject({
  format: z.literal(FIGURES_FORMAT),
  rules: z.record(z.string(), ruleFigures),
  ignored: z.array(
    z.strictObject({
      at: z.string(),
      class: z.enum(DIFFERENCE_CLASSES),
      hits: count,
      lastHitAt: moment,
      watchedFrom: z.number(),
      comparisonsSince: count,
    }),
  ),
});

/** What one instance publishes: what it has counted since its start. */
export const instanceFigures = parityFigures.extend({
  instance: z.strictObject({
    /** Made anew at each start of a process. */
    id: z.string().min(1),
    /** When the figures were read, epoch ms. */
    at: z.number(),
  }),
});

/** @see parityFigures */
export type ParityFigures = z.infer<typeof parityFigures>;
/** @see instanceFigures */
export type InstanceFigures = z.infer<typeof instanceFigures>;
/**
 * Of one rule. `compared` and `pages` by coordinate, `answers` by operation and client; `ab`: control beside treatment, `aa`:
 * control beside itself. `elsewhere`: answers that differ in something else than what the rule moves.
 */
export type RuleFigures = z.infer<typeof ruleFigures>;
/** What a rule compares, and how. Figures add up where this is the same. */
export type WhatIsCompared = Pick<RuleFigures, 'coordinates' | 'control' | 'treatment' | 'mode' | 'ranked'>;
/** One pair of sides at one coordinate; `classes` by path, then class, without what was ignored. */
export type SideFigures = z.infer<typeof sideFigures>;
/** `asked` = `n` and those where a side gave no answer that can be read; `rawEqual`: without any ignore rule. */
export type Agreement = z.infer<typeof agreement>;
/** Ranked lists: sums over pages. */
export type PageFigures = z.infer<typeof pageFigures>;
/** How often one class was met at one path. */
export type ClassFigures = z.infer<typeof classFigures>;
/** What both sides said, without what may not be shown. */
export type Exemplar = z.infer<typeof exemplar>;
/** What one ignore rule hit. */
export type IgnoredFigures = ParityFigures['ignored'][number];
