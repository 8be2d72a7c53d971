import type { Agreement, PageFigures, RuleFigures, SideFigures, WhatIsCompared } from './parity-figures.js';

/** Nothing counted yet. */
export const noAgreement = (): Agreement => ({
  asked: 0,
  n: 0,
  equal: 0,
  rawEqual: 0,
  candidateFailed: 0,
  controlFailed: 0,
});

/** @see noAgreement */
export const noSide = (): SideFigures => ({ ...noAgreement(), late: 0, classes: {} });

/** @see noAgreement */
export const noPages = (): PageFigures => ({
  pages: 0,
  pinsEqual: 0,
  overlap: { 5: 0, 10: 0, 20: 0 },
  tau: { sum: 0, n: 0 },
  brokenByServed: { duplicate: 0, ineligible: 0, pin: 0, minCount: 0 },
  brokenByCandidate: { duplicate: 0, ineligible: 0, pin: 0, minCount: 0 },
});

/** @see noAgreement */
export const noRule = ({ coordinates, control, treatment, mode, ranked }: WhatIsCompared): RuleFigures => ({
  coordinates: [...coordinates],
  control,
  treatment,
  mode,
  ranked,
  firstAt: null,
  lastAt: null,
  hours: {},
  dropped: {},
  compared: {},
  pages: {},
  operations: {},
  clients: {},
  answers: {},
});
