/**
 * Bundles the playground into dist/playground/. Skipped while nothing it is made of has changed.
 *
 * GraphiQL 4 rather than 5: it draws with CodeMirror, which works under a policy of `style-src 'self'` and without
 * workers. The Monaco editor of 5 needs inline styles and several megabytes more.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const FOLDER = 'dist/playground';
const STAMP = `${FOLDER}/made-of`;
const SOURCES = [
  'package-lock.json',
  'scripts/build-playground.ts',
  ...globSync('src/playground/{examples.ts,browser/*}'),
];

const fingerprint = SOURCES.toSorted()
  .reduce((hash, file) => hash.update(file).update(readFileSync(file)), createHash('sha256'))
  .digest('hex');

if (readStamp() !== fingerprint) {
  await build({
    entryPoints: ['src/playground/browser/app.tsx'],
    outdir: FOLDER,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  writeFileSync(STAMP, fingerprint);
}

function readStamp(): string | null {
  const isComplete = [STAMP, `${FOLDER}/app.js`, `${FOLDER}/app.css`].every((file) => existsSync(file));
  return isComplete ? readFileSync(STAMP, 'utf8') : null;
}
