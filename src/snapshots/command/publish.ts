import { openFiles } from '../../../datasources/snapshot/open-files.js';
import { crowdCreatives } from '../crowd-creatives.js';
import { openTarget } from '../open-target.js';
import { SnapshotPublisher, type PublishOutcome } from '../snapshot-publisher.js';
import type { CommandOptions } from './options.js';
import { readSlots, type CommandSession } from './session.js';
import { describeRefusal, line, type Print } from './output.js';

/** Publishes the scenes once; true when none was refused. */
export async function publish(
  { scenes, variants, allowFewer }: CommandOptions,
  storeUrl: string,
  { ask, media, slotsUrl }: CommandSession,
  version: string,
  print: Print,
): Promise<boolean> {
  const slots = await readSlots(slotsUrl, media, version);
  const publisher = new SnapshotPublisher({
    ask,
    media,
    target: openTarget(storeUrl, version),
    publicFiles: openFiles(storeUrl, version),
    emergency: () => slots.emergency(),
    isForCrowd: (sceneId, creativeId) => crowdCreatives(slots.plan(sceneId, Date.now())).has(creativeId),
    now: Date.now,
  });
  let refused = 0;
  for (const sceneId of scenes.length > 0 ? scenes : slots.openScenes())
    for (const variant of variants) {
      const outcome = await publisher.publish({ sceneId, variant, allowFewer });
      if (outcome.kind === 'refused') refused += 1;
      print(line(`${sceneId}/${variant}`, outcome.kind, describe(outcome)));
    }
  await slots.stop();
  return refused === 0;
}

function describe(outcome: PublishOutcome): string {
  switch (outcome.kind) {
    case 'published': {
      const trimmed = [...outcome.trimmed].map(([fault, count]) => `${fault} ${count}`).join(', ');
      const left = trimmed === '' ? '' : `, left out or trimmed: ${trimmed}`;
      return `${outcome.itemCount} items, ${outcome.bytes} bytes, ${outcome.hash}${left}`;
    }
    case 'skipped':
      return outcome.why === 'FROZEN' ? 'frozen: unfreeze it first' : 'published a moment ago';
    case 'refused':
      return `${describeRefusal(outcome)}; what was published before stays`;
  }
}
