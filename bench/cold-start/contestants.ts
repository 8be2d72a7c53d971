import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE_CACHE } from '../../src/faas/bundled/load-gateway.js';

const DIST = join(import.meta.dirname, '../..');
const FUNCTION = join(DIST, 'function');
const ENTRY = 'aws-lambda.js';

/** A function that is started cold. */
export interface ColdContestant {
  readonly name: string;
  readonly title: string;
  readonly configuration: string;
  /** The module whose `handler` is called. */
  readonly module: string;
}

/** Node and undici alone, what the others are divided by. */
export const BARE: ColdContestant = {
  name: 'bare',
  title: 'Bare Node and undici',
  configuration: 'the same upstream calls, joined, without GraphQL and without checks',
  module: join(DIST, 'bench/contestants/bare-function.js'),
};

/** What is deployed. */
export const BUNDLE: ColdContestant = {
  name: 'bundle-code',
  title: 'Vitrine, bundle and its code',
  configuration: 'dist/function, as npm run build leaves it',
  module: join(FUNCTION, ENTRY),
};

const SOURCE: ColdContestant = {
  name: 'source',
  title: 'Vitrine, compiled sources',
  configuration: 'dist/src/faas with node_modules',
  module: join(DIST, 'src/faas', ENTRY),
};

/** All that are compared, and what removes the copy that one of them is. The short form compares the two of the ratio. */
export function coldContestants(quick: boolean): {
  contestants: readonly ColdContestant[];
  remove: () => void;
} {
  if (quick) return { contestants: [BUNDLE, BARE], remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bundle-'));
  cpSync(FUNCTION, folder, { recursive: true });
  rmSync(join(folder, CODE_CACHE));
  const bundle = {
    name: 'bundle',
    title: 'Vitrine, bundle alone',
    configuration: 'dist/function without the compiled code',
    module: join(folder, ENTRY),
  };
  return {
    contestants: [SOURCE, bundle, BUNDLE, BARE],
    remove: () => rmSync(folder, { recursive: true }),
  };
}
