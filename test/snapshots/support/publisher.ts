import type { TestContext } from 'node:test';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import { openFiles } from '../../../datasources/snapshot/open-files.js';
import { NOTHING_OFF, type EmergencyOffline } from '../../../datasources/slots/emergency.contract.js';
import { askGateway } from '../../../src/snapshots/ask.js';
import { openTarget } from '../../../src/snapshots/open-target.js';
import { PointerStore } from '../../../src/snapshots/pointer-store.js';
import type { PublishedPointer } from '../../../src/snapshots/published-pointer.js';
import { SnapshotControl } from '../../../src/snapshots/snapshot-control.js';
import {
  SnapshotPublisher,
  type PublisherOptions,
  type PublishOutcome,
  type PublishWish,
} from '../../../src/snapshots/snapshot-publisher.js';
import { NOW } from './documents.js';
import { startFeedServer, type FeedServer } from './feed-server.js';

/** Everybody's document of the scene that all tests publish. */
export const HOME = { sceneId: 'home', variant: 'all' } as const;

/** A publisher before a feed that a test writes, and what it publishes. */
export interface Publishing extends FeedServer {
  readonly publisher: SnapshotPublisher;
  readonly control: SnapshotControl;
  /** Publishes `home` for everybody, a second later than the last time. */
  readonly publish: (wish?: Pick<PublishWish, 'minAgeMs' | 'allowFewer' | 'arm'>) => Promise<PublishOutcome>;
  /** The pointer as the store has it. */
  readonly pointer: (
    name?: 'latest' | 'latest-primary' | 'latest-legacy',
  ) => Promise<PublishedPointer | null>;
  /** The emergency list in force; tests replace it. */
  offline: EmergencyOffline;
}

/** Sets up publishing into a store, `file:` or http. */
export async function publishingTo(
  test: Pick<TestContext, 'after'>,
  storeUrl: string,
  options: Partial<PublisherOptions> = {},
): Promise<Publishing> {
  const server = await startFeedServer(test);
  let now = NOW;
  const target = openTarget(storeUrl, '0.0.0');
  const publisher = new SnapshotPublisher({
    ask: askGateway(server.url),
    target,
    publicFiles: openFiles(storeUrl, '0.0.0'),
    emergency: () => publishing.offline,
    isForCrowd: (_sceneId, creativeId) => creativeId === 'vips-only',
    media: new MediaPolicy(null),
    now: () => now,
    ...options,
  });
  const pointers = new PointerStore(target);
  const publishing: Publishing = {
    ...server,
    publisher,
    control: new SnapshotControl(target, () => now),
    publish: (wish = {}) => {
      now += 1_000;
      return publisher.publish({ ...HOME, ...wish });
    },
    pointer: async (name = 'latest') => (await pointers.read(HOME, name)).pointer,
    offline: NOTHING_OFF,
  };
  return publishing;
}

/** Reasons of a refusal; fails the test for any other outcome. */
export function reasonsOf(outcome: PublishOutcome): readonly string[] {
  if (outcome.kind !== 'refused') throw new Error(`${outcome.kind} instead of refused`);
  return outcome.reasons;
}

/** Hash of a publication; fails the test for any other outcome. */
export function hashOfPublished(outcome: PublishOutcome): string {
  if (outcome.kind === 'published') return outcome.hash;
  throw new Error(`${outcome.kind} instead of published: ${JSON.stringify(outcome)}`);
}
