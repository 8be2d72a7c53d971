import { it } from 'node:test';
import { proveMatrix } from './support/prove-matrix.js';

// Every third cell; all of them: npm run drill -- --full
it(
  'in a third of the fault matrix the page is whole in every cell, from the source that the chains name',
  { timeout: 900_000 },
  (t) => proveMatrix('third', t),
);
