import type { Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { openFiles } from '../../datasources/snapshot/open-files.js';
import type { SnapshotStore } from '../../datasources/snapshot/snapshot.store.js';
import type { SlotsStore } from '../../datasources/slots/slots.store.js';
import { askUntil, type Ask } from './ask.js';
import { crowdCreatives } from './crowd-creatives.js';
import type { ArmsOfFeed } from './feed-arms.js';
import { openTarget } from './open-target.js';
import { SnapshotJob, type PublishEvent } from './snapshot-job.js';
import { countPublishing } from './snapshot-metrics.js';
import { SnapshotPublisher } from './snapshot-publisher.js';

/** The parts of a process that publishing is made of. */
export interface PublishingParts {
  readonly ask: Ask;
  /** Base address of SNAPSHOT. */
  readonly url: string;
  readonly slots: SlotsStore;
  /** Where this process reads what is published; it need not wait a minute for what it has published itself. */
  readonly snapshots: Pick<SnapshotStore, 'refresh'>;
  readonly media: MediaPolicy;
  /** Of whom lists are published while a rule moves the feed. */
  readonly arms: ArmsOfFeed;
  /** Tells when other rules are killed: what a killed path has made, a list or a price in it, shall not stay published. */
  readonly onKills: (listener: () => void) => void;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Of the gateway. */
  readonly version: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0..1 */
  readonly random: () => number;
}

/** Publishing under way. */
export interface Publishing {
  /** Ends it at once: whatever a document under way has not reached, its pointer included, stays as it was. */
  stop(): Promise<void>;
}

/**
 * Publishes every enabled scene for everybody, at once in the background, then every five minutes, and whenever the emergency
 * list or the list of kills changes.
 */
export function startPublishing(parts: PublishingParts): Publishing {
  const { ask, url, slots, snapshots, media, arms, onKills, registry, logger, version, now, random } = parts;
  const count = countPublishing(registry);
  const ending = new AbortController();
  const job = new SnapshotJob({
    publisher: new SnapshotPublisher({
      ask: askUntil(ending.signal, ask),
      target: openTarget(url, version, ending.signal),
      publicFiles: openFiles(url, version, ending.signal),
      emergency: () => slots.emergency(),
      isForCrowd: (sceneId, creativeId) => crowdCreatives(slots.plan(sceneId, now())).has(creativeId),
      media,
      now,
    }),
    scenes: () => slots.openScenes(),
    variants: ['all'],
    arms,
    onEvent: (event) => {
      if (ending.signal.aborted) return; // what was broken off is no outcome
      count(event);
      log(event, logger);
      if (event.outcome.kind === 'published') void snapshots.refresh(event.sceneId);
    },
    onError: (err) => logger.error({ err }, 'publishing a snapshot failed'),
    random,
  });
  slots.onEmergencyChange(() => job.publishNow());
  onKills(() => job.publishNow());
  job.start();
  return {
    stop: async () => {
      ending.abort();
      await job.stop();
    },
  };
}

function log({ sceneId, variant, tier, outcome, refusals, alarm }: PublishEvent, logger: Logger): void {
  const facts = { sceneId, variant, ...(tier && { tier }) };
  if (outcome.kind === 'published')
    logger.info({ ...facts, hash: outcome.hash, items: outcome.itemCount }, 'snapshot published');
  if (outcome.kind === 'refused')
    logger[alarm ? 'error' : 'warn'](
      { ...facts, reasons: outcome.reasons, refusals, err: outcome.cause },
      'snapshot not published',
    );
}
