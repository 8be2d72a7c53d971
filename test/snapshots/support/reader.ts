import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestContext } from 'node:test';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import type { Snapshot } from '../../../datasources/snapshot/snapshot.js';
import { SnapshotStore } from '../../../datasources/snapshot/snapshot.store.js';
import type { WatchOptions } from '../../../datasources/snapshot/watched-pointers.js';
import { NOW } from './documents.js';

/** A store under test, with a clock to set. */
export interface Reader {
  readonly store: SnapshotStore;
  /** Outcomes of its reads, in order. */
  readonly outcomes: readonly string[];
  /** Epoch ms. */
  readonly setNow: (now: number) => void;
  /** What it would serve to everybody in `home`. */
  readonly served: () => Snapshot | null;
}

/** A folder that is gone after the test. */
export function temporaryFolder(test: { after(end: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The `file:` address of a folder. */
export const addressOf = (folder: string): string => pathToFileURL(folder).href;

/** A reader of a store; stopped after the test. */
export function readerOf(
  test: Pick<TestContext, 'after'>,
  url: string | null,
  options: Partial<WatchOptions> = {},
): Reader {
  const outcomes: string[] = [];
  let now = NOW;
  const store = new SnapshotStore({
    url,
    diskPath: null,
    media: new MediaPolicy(null),
    telemetry: {
      upstreamCall: ({ outcome }) => void outcomes.push(outcome),
      counted: () => undefined,
      mixed: () => undefined,
      refused: () => undefined,
      field: () => undefined,
    },
    version: '0.0.0',
    now: () => now,
    random: () => 0.5,
    ...options,
  });
  test.after(() => store.stop());
  return {
    store,
    outcomes,
    setNow: (to) => (now = to),
    served: () => store.current({ sceneId: 'home', variant: 'all', arm: null }, now),
  };
}
