import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';

/** The one file that holds the gateway, as a function of CommonJS, and beside it its code as V8 keeps it. */
export const GATEWAY = 'bundle/gateway.cjs';
/** Made by the build for its own version of Node; any other compiles the text anew. */
export const CODE_CACHE = `${GATEWAY}.code`;

/** A loaded gateway, and the script it came from. */
export interface LoadedGateway<T> {
  readonly handlers: T;
  readonly script: Script;
}

type CommonJs = (
  module: { exports: unknown },
  require: NodeJS.Require,
  filename: string,
  dirname: string,
) => void;

/**
 * Loads the gateway out of `folder`. Not through Node's own compile cache: that one is kept per account and path, and a function
 * runs under others than it was built under.
 */
export function loadGateway<T>(folder: string): LoadedGateway<T> {
  const filename = join(folder, GATEWAY);
  const cachedData = readIfThere(join(folder, CODE_CACHE));
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    ...(cachedData && { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module: { exports: unknown } = { exports: {} };
  const run = script.runInThisContext() as CommonJs;
  run(module, createRequire(filename), filename, join(folder, 'bundle'));
  return { handlers: module.exports as T, script };
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
