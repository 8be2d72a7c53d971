import * as z from 'zod';

import { SESSION_LIMIT } from './page-range.js';
import { SERVING_TIERS } from './serving-tier.js';

/** How many unserved ids a cursor carries. */
export const MAX_UNSERVED = 40;
/** How many items back a cursor remembers fingerprints. */
export const MAX_DEDUPE_KEYS = 50;
/** How many items back a cursor remembers scatter values: one less than the widest window. */
export const MAX_DIMS = 19;

const whole = z.int().nonnegative();
const text = z.string();

/** Parts of the JSON inside a cursor that all edges of one page share. */
const wireSessionSchema = z.strictObject({
  s: text,
  c: text,
  t: z
    .int()
    .min(0)
    .max(SERVING_TIERS.length - 1),
  p: whole.nullable(),
  y: whole.nullable(),
  u: text.nullable(),
  h: text.nullable(),
  x: z.array(z.tuple([text, text, text])),
  w: text.nullable(),
  q: whole,
  a: whole,
});

/** Parts of the JSON inside a cursor that differ from edge to edge; `r`, `d` and `k` are packed hashes. */
const wirePositionSchema = z.strictObject({
  o: whole.max(SESSION_LIMIT),
  g: whole.nullable(),
  i: whole,
  r: text,
  d: text,
  k: text,
  l: z.array(text).max(MAX_UNSERVED),
  e: z.array(text),
});

/** The JSON inside a cursor. Names are one letter long because every page carries it on the way back. */
export const wireCursorSchema = z.strictObject({ ...wireSessionSchema.shape, ...wirePositionSchema.shape });

/** The shared parts, as written. */
export type WireSession = z.infer<typeof wireSessionSchema>;
/** The parts of one edge, as written. */
export type WirePosition = z.infer<typeof wirePositionSchema>;
