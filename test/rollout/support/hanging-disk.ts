import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { mock } from 'node:test';

/** Has every opening of a file hang, as on a mount whose server is gone, which no test can have; until it is restored. */
export function hangingDisk(): { readonly opened: () => number; readonly restore: () => void } {
  const open = mock.method(files, 'open', () => new Promise<never>(() => undefined));
  syncBuiltinESMExports();
  return {
    opened: () => open.mock.callCount(),
    restore: () => {
      open.mock.restore();
      syncBuiltinESMExports();
    },
  };
}
