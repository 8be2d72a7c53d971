import { readFileSync } from 'node:fs';
import { MediaPolicy } from '../parsing/media-url.js';
import { parseSnapshot } from './document.contract.js';
import type { Snapshot } from './snapshot.js';
// As a type alone: the compiler then puts the file beside this module, where it is read when it is first needed.
import type {} from './built-in.json';

const FILE = new URL('./built-in.json', import.meta.url);

let loaded: Snapshot | undefined;

/**
 * The list packaged with the build, in snapshot format: one for all scenes, read at its first use. Its addresses are those of the
 * product's own static files, whatever hosts media may come from otherwise. Its age says nothing: it is served however old.
 */
export function builtInSnapshot(): Snapshot {
  loaded ??= parseSnapshot(readFileSync(FILE), { media: new MediaPolicy(null), report: () => undefined });
  return loaded;
}
