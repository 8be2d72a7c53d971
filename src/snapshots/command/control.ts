import { openTarget } from '../open-target.js';
import type { Shelf } from '../pointer-store.js';
import type { PublishedPointer } from '../published-pointer.js';
import { ControlError, SnapshotControl } from '../snapshot-control.js';
import { PublishRefusal } from '../publish-reason.js';
import type { CommandOptions } from './options.js';
import { describeRefusal, line, type Print } from './output.js';

/** Shows what is published, or goes back, freezes, unfreezes; true when every scene obeyed. */
export async function control(
  options: CommandOptions,
  scenes: readonly string[],
  storeUrl: string,
  version: string,
  print: Print,
): Promise<boolean> {
  const publications = new SnapshotControl(openTarget(storeUrl, version), Date.now);
  let failed = 0;
  for (const sceneId of scenes)
    for (const variant of options.variants) {
      const shelf = { sceneId, variant };
      try {
        for (const text of await carryOut(options, shelf, publications)) print(text);
      } catch (error) {
        if (!(error instanceof ControlError || error instanceof PublishRefusal)) throw error;
        failed += 1;
        const why = error instanceof PublishRefusal ? describeRefusal(error) : error.message;
        print(line(`${sceneId}/${variant}`, 'failed', why));
      }
    }
  return failed === 0;
}

async function carryOut(
  { command, document }: CommandOptions,
  shelf: Shelf,
  publications: SnapshotControl,
): Promise<readonly string[]> {
  const where = `${shelf.sceneId}/${shelf.variant}`;
  switch (command) {
    case 'rollback': {
      const { hash, generatedAt } = await publications.rollback(shelf, document);
      return [line(where, 'rolled back', `to ${hash} of ${generatedAt}; frozen until unfreeze`)];
    }
    case 'freeze':
    case 'unfreeze': {
      const { hash, frozen } = await publications.freeze(shelf, command === 'freeze');
      return [line(where, frozen ? 'frozen' : 'open', `shows ${hash}`)];
    }
    default: {
      const pointer = await publications.show(shelf);
      return pointer ? history(where, pointer) : [line(where, 'empty', 'nothing is published')];
    }
  }
}

function history(where: string, { hash, history: entries, frozen, rollback }: PublishedPointer): string[] {
  const state = [rollback ? 'rolled back' : '', frozen ? 'frozen' : ''].filter((word) => word !== '');
  return entries.map((entry) =>
    line(
      where,
      entry.hash === hash ? 'current' : '',
      `${entry.hash} ${entry.generatedAt} ${entry.itemCount} items${
        entry.hash === hash && state.length > 0 ? ` (${state.join(', ')})` : ''
      }`,
    ),
  );
}
