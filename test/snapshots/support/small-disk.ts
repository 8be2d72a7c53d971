import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A file system of its own that a test can fill. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Frees what `fill` took. */
  free(): void;
  /** Lets nobody write any more, the administrator included. */
  makeReadOnly(): void;
}

const FILLER = 'filler';

/** Mounts one of 1 MiB in memory, gone after the test; null where this account may not mount. */
export function mountSmallDisk(test: Pick<TestContext, 'after'>): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const mount = (...options: string[]) => execFileSync('mount', [...options, folder], { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs');
  } catch {
    rmdirSync(folder);
    return null;
  }
  test.after(() => {
    execFileSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(join(folder, `${FILLER}-${readdirSync(folder).length}`), Buffer.alloc(bavail * bsize));
    },
    free: () => {
      for (const name of readdirSync(folder)) if (name.startsWith(FILLER)) rmSync(join(folder, name));
    },
    makeReadOnly: () => mount('-o', 'remount,ro'),
  };
}
