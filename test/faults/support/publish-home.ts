import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import { openFiles } from '../../../datasources/snapshot/open-files.js';
import { NOTHING_OFF } from '../../../datasources/slots/emergency.contract.js';
import { askGateway } from '../../../src/snapshots/ask.js';
import { openTarget } from '../../../src/snapshots/open-target.js';
import { SnapshotPublisher } from '../../../src/snapshots/snapshot-publisher.js';
import type { TestGateway } from '../../support/gateway.js';
import { NOW, type MatrixWorld } from './matrix-world.js';

/** Publishes the scene `home` of a healthy gateway into the world's store; throws when it was refused. */
export async function publishHome(
  { url }: Pick<TestGateway, 'url'>,
  { healthy, mediaOrigin }: MatrixWorld,
): Promise<void> {
  const publisher = new SnapshotPublisher({
    ask: askGateway(url),
    target: openTarget(healthy.SNAPSHOT, '0.0.0'),
    publicFiles: openFiles(healthy.SNAPSHOT, '0.0.0'),
    emergency: () => NOTHING_OFF,
    isForCrowd: () => false,
    media: new MediaPolicy(null, mediaOrigin),
    now: () => NOW,
  });
  const outcome = await publisher.publish({ sceneId: 'home', variant: 'all' });
  if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome));
}
