import type { Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { openFiles } from '../../datasources/snapshot/open-files.js';
import type { SlotsStore } from '../../datasources/slots/slots.store.js';
import type { Ask } from './ask.js';
import { crowdCreatives } from './crowd-creatives.js';
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
  readonly media: MediaPolicy;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Of the gateway. */
  readonly version: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0..1 */
  readonly random: () => number;
}

/** Starts the job that publishes every enabled scene for everybody; its first round runs at once, in the background. */
export function startPublishing(parts: PublishingParts): SnapshotJob {
  const { ask, url, slots, media, registry, logger, version, now, random } = parts;
  const count = countPublishing(registry);
  const job = new SnapshotJob({
    publisher: new SnapshotPublisher({
      ask,
      target: openTarget(url, version),
      publicFiles: openFiles(url, version),
      emergency: () => slots.emergency(),
      isForCrowd: (sceneId, creativeId) => crowdCreatives(slots.plan(sceneId, now())).has(creativeId),
      media,
      now,
    }),
    scenes: () => slots.openScenes(),
    variants: ['all'],
    onEvent: (event) => {
      count(event);
      log(event, logger);
    },
    onError: (err) => logger.error({ err }, 'publishing a snapshot failed'),
    random,
  });
  job.start();
  return job;
}

function log({ sceneId, variant, outcome, refusals, alarm }: PublishEvent, logger: Logger): void {
  const facts = { sceneId, variant };
  if (outcome.kind === 'published')
    logger.info({ ...facts, hash: outcome.hash, items: outcome.itemCount }, 'snapshot published');
  if (outcome.kind === 'refused')
    logger[alarm ? 'error' : 'warn'](
      { ...facts, reasons: outcome.reasons, refusals, err: outcome.cause },
      'snapshot not published',
    );
}
