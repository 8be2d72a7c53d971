import type { Variant } from './document.schema.js';

/** Pointers beside each other: the newest of all, and the newest of each arm of a gray release. */
export const POINTER_NAMES = ['latest', 'latest-primary', 'latest-legacy'] as const;

/** Which pointer. */
export type PointerName = (typeof POINTER_NAMES)[number];

/** Folder of a scene's documents for one kind of clients, below the base of a store. */
export const folderOf = (sceneId: string, variant: Variant): string => `${sceneId}/${variant}/v1`;

/** File name of a pointer or, by its hash, of a document. */
export const fileName = (nameOrHash: string): string => `${nameOrHash}.json`;
