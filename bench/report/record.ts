import { z } from 'zod';

const goal = z.union([
  z.strictObject({ atMost: z.number() }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ within: z.number() }),
]);
const side = z.strictObject({ contestant: z.string(), load: z.string() });

const recordSchema = z.strictObject({
  scenario: z.strictObject({
    id: z.string(),
    title: z.string(),
    about: z.string(),
    figures: z.array(z.strictObject({ key: z.string(), title: z.string(), digits: z.number() })),
    claims: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        figure: z.string(),
        of: side,
        to: side.nullable(),
        goal,
      }),
    ),
  }),
  /** What reproduces it. */
  command: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  amounts: z.strictObject({
    quick: z.boolean(),
    rounds: z.number(),
    seconds: z.number(),
    warmUpSeconds: z.number(),
  }),
  surroundings: z.strictObject({
    /** Commit of the gateway; ends in `+` when files differed from it. */
    commit: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryGb: z.number(),
    kernel: z.string(),
    /** Whether processes were kept on their cores. */
    pinned: z.boolean(),
    /** Node, V8 and libraries on the path of a request. */
    versions: z.record(z.string(), z.string()),
  }),
  entrants: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      configuration: z.string(),
      command: z.string(),
    }),
  ),
  samples: z.array(
    z.strictObject({
      contestant: z.string(),
      load: z.string(),
      round: z.number(),
      figures: z.record(z.string(), z.number()),
      disturbed: z.array(z.string()).optional(),
    }),
  ),
  notes: z.array(z.string()),
  flaws: z.array(z.string()),
});

/** A file of raw samples, with all that a report about them says. */
export type BenchRecord = z.infer<typeof recordSchema>;

/** Reads the text of such a file; throws where it is none. */
export const parseRecord = (text: string): BenchRecord => recordSchema.parse(JSON.parse(text));
