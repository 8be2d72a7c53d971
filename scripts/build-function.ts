/**
 * Bundles the gateway into dist/function/, with the code that V8 makes of it. The latter is skipped while the bundle and Node are
 * what it was made of.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_CACHE, GATEWAY } from '../src/faas/bundled/load-gateway.js';
import { FUNCTION_FOLDER } from './bundle/folder.js';
import { makeBundle } from './bundle/make-bundle.js';

const STAMP = join(FUNCTION_FOLDER, '../function-made-of');
const CODE = join(FUNCTION_FOLDER, CODE_CACHE);

await makeBundle();
const madeOf = createHash('sha256')
  .update(`${process.version} ${process.arch}`)
  .update(readFileSync(join(FUNCTION_FOLDER, GATEWAY)))
  .digest('hex');
if (!existsSync(CODE) || !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== madeOf) {
  execFileSync(process.execPath, [join(import.meta.dirname, 'bundle/record-code.js')], { stdio: 'inherit' });
  writeFileSync(STAMP, madeOf);
}
