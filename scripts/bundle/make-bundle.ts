import { build, type BuildOptions } from 'esbuild';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GATEWAY } from '../../src/faas/bundled/load-gateway.js';
import { DIST, FUNCTION_FOLDER } from './folder.js';
import { LEFT_OUT, substitutes } from './substitutes.js';

/** CommonJS: as a module of the other kind it would make Node load all that `node:http` gives away, 20 ms of it. */
const COMMON: BuildOptions = {
  absWorkingDir: DIST,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'moduleUrl' },
  minifySyntax: true,
  minifyWhitespace: true, // names stay: the schema takes those of classes
  legalComments: 'none',
  sourcemap: true,
  logLevel: 'warning',
};

const HEAD = `(function (module, require, __filename, __dirname) {
  const exports = module.exports, moduleUrl = require('node:url').pathToFileURL(__filename).href;`;

/** Makes one file of the compiled gateway and of all that it imports, and puts beside it what it reads as it runs. */
export async function makeBundle(): Promise<void> {
  mkdirSync(FUNCTION_FOLDER, { recursive: true });
  writeFileSync(join(FUNCTION_FOLDER, 'package.json'), '{ "type": "commonjs" }\n');
  await build({
    ...COMMON,
    entryPoints: ['src/faas/handlers.js'],
    outfile: join(FUNCTION_FOLDER, GATEWAY),
    banner: { js: HEAD },
    footer: { js: '})' },
    plugins: [substitutes],
    external: LEFT_OUT,
  });
  await build({
    ...COMMON,
    entryPoints: ['src/faas/bundled/aws-lambda.js', 'src/faas/bundled/alibaba-fc.js'],
    outdir: FUNCTION_FOLDER,
  });
  await build({
    ...COMMON,
    entryPoints: ['rollout/live/read-apart.worker.js'],
    outfile: join(FUNCTION_FOLDER, dirname(GATEWAY), 'read-apart.worker.js'),
  });
  cpSync(join(DIST, 'datasources/snapshot/built-in.json'), join(FUNCTION_FOLDER, 'bundle/built-in.json'));
  cpSync(join(DIST, 'operations'), join(FUNCTION_FOLDER, 'operations'), { recursive: true });
}
