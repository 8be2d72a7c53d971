import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The compiled code. */
export const DIST = join(ROOT, 'dist');
/** What a function is deployed from: everything that it needs, and nothing else. */
export const FUNCTION_FOLDER = join(DIST, 'function');
