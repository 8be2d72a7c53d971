import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Puts the registered operations beside the compiled code, so that `dist/` is all that a deployment needs. */
function copyOperations(): void {
  const target = join(ROOT, 'dist/operations');
  rmSync(target, { recursive: true, force: true });
  cpSync(join(ROOT, 'test/operations'), target, { recursive: true });
}

copyOperations();
