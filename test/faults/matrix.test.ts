import { it } from 'node:test';
import { proveMatrix } from './support/prove-matrix.js';

// Every other cell; all of them: npm run drill -- --full
it(
  'in half of the fault matrix the page is whole in every cell, from the source that the chains name',
  { timeout: 900_000 },
  (t) => proveMatrix('half', t),
);
