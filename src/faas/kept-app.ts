import { createApp, type App } from '../app.js';
import { readConfig } from '../config.js';
import { resolveConfig } from '../startup/resolve-config.js';

/** Builds the server on first use and keeps it; after a failure the next use tries again. */
export function keepApp(build: () => Promise<App>): () => Promise<App> {
  let kept: Promise<App> | null = null;
  return () => {
    kept ??= build().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}

/** A viewer waits for a cold start: what has not been read by then (ms) is read while it is answered. */
const FIRST_READS_MS = 300;
/** The first page is made by then (ms after the plans), unless it needs a fallback. */
const FALLBACKS_AFTER_MS = 150;

/** Builds the server from the environment. A function starts no processes, so every service needs an address. */
export async function buildAppFromEnvironment(): Promise<App> {
  return createApp(resolveConfig(readConfig(), null), {
    firstReadsMs: FIRST_READS_MS,
    fallbacksAfterMs: FALLBACKS_AFTER_MS,
    shadow: 'record',
  });
}
