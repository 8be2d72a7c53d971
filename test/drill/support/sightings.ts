import type { DegradedRow, Sighting } from '../../../scripts/drill/sighting.js';
import type { StepResult } from '../../../scripts/drill/step-result.js';

/** A full page of the best tier; parts may be replaced. */
export const sighting = (parts: Partial<Sighting> = {}): Sighting => ({
  kind: 'page',
  at: 0,
  ms: 20,
  verdict: 'full',
  wrong: null,
  tier: 'PRIMARY',
  cameFrom: null,
  degraded: [],
  prices: { live: 10 },
  stock: { live: 10 },
  cards: [{ kind: 'VIDEO', title: 'Linen curtain', author: 'Anna', price: '39.90 CNY' }],
  ...parts,
});

/** A row of an answer. */
export const row = (coordinate: string, source: string | null, items = 1): DegradedRow => ({
  coordinate,
  source,
  reason: 'UPSTREAM_ERROR',
  items,
});

/** A step in which PRICING was killed for a second; parts may be replaced. */
export const stepResult = (parts: Partial<StepResult> = {}): StepResult => ({
  title: 'PRICING killed',
  target: 'PRICING',
  form: 'kill',
  from: 0,
  repairedAt: 1000,
  backAfterMs: 5200,
  during: [sighting()],
  after: [sighting({ at: 1000 })],
  ...parts,
});
