import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { Crowd } from './episodes.js';
import { LeakWatch, watchStores } from './leak-watch.js';
import { startWorld } from './world-server.js';

/** A guarded gateway between two viewers and a world that knows them apart, watched on all sides. */
export interface Stage extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly crowd: Crowd;
  readonly watch: LeakWatch;
  /** Folder that snapshots are published to and read from. */
  readonly store: string;
  readonly slotsUrl: string;
}

/** Opens it; `seed` decides which calls meet trouble. */
export async function openStage(seed: number): Promise<Stage> {
  const watch = new LeakWatch();
  const store = mkdtempSync(join(tmpdir(), 'vitrine-sentinels-'));
  const world = await startWorld(watch.call, chance(seed));
  const unwatch = watchStores(watch);
  const gateway = await startGateway({
    env: { ...world.env, SNAPSHOT_URL: pathToFileURL(store).href, LOG_LEVEL: 'debug', ENTITY_CACHE: 'on' },
    guarded: true,
    internals: { keepsRecords: true },
  });
  const crowd = new Crowd(gateway.url, world, watch);
  return {
    gateway,
    crowd,
    watch,
    store,
    slotsUrl: world.env['SLOTS_URL'] ?? '',
    async [Symbol.asyncDispose]() {
      unwatch();
      await crowd.close();
      await gateway.close();
      await world.close();
      rmSync(store, { recursive: true });
    },
  };
}

/** Numbers in 0..1, the same ones for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
