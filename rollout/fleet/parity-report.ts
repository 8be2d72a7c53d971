import { z } from 'zod';

/** What the gate reads of the report that `npm run parity` writes. */
export const parityReport = z.object({
  format: z.literal('vitrine-parity/1'),
  /** Epoch ms. */
  madeAt: z.number(),
  rules: z.record(
    z.string(),
    z.object({
      /** Which paths were compared, and how lists were judged. */
      control: z.string(),
      treatment: z.string(),
      ranked: z.enum(['same', 'different']),
      /** The last comparison, epoch ms; null: nothing was compared. */
      lastAt: z.number().nullable(),
      gate: z.object({
        verdict: z.enum(['met', 'mismatch', 'too-little-data']),
        conditions: z.array(
          z.object({ name: z.string(), met: z.boolean(), figure: z.union([z.string(), z.number()]) }),
        ),
      }),
    }),
  ),
});

/** @see parityReport */
export type ParityReport = z.infer<typeof parityReport>;
