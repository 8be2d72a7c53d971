import { it } from 'node:test';
import { proveMatrix } from './support/prove-matrix.js';

// Run by `npm run drill -- --full`; too long for `npm test`, whose names end in .test.
it('in the whole fault matrix the page is whole in every cell, from the source that the chains name', (t) =>
  proveMatrix('all', t));
