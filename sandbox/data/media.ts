import { stream } from './chance.js';
import type { Family, Id } from './ids.js';
import { idOf } from './ids.js';
import type { World } from './world.js';

/** Kinds of pictures, by the first letter of their path. */
export const PICTURE_KINDS = {
  cover: 'c',
  avatar: 'a',
  logo: 's',
  item: 'i',
  room: 'r',
  banner: 'b',
} as const;

/** Kind of picture. */
export type PictureKind = keyof typeof PICTURE_KINDS;

const FAMILY_OF = {
  cover: 'video',
  avatar: 'account',
  logo: 'shop',
  item: 'item',
  room: 'room',
} as const satisfies Record<Exclude<PictureKind, 'banner'>, Family>;
const oddUrl = stream('media.odd');

/** Address of a picture by the id it shows. */
export function pictureUrl(world: World, kind: PictureKind, id: Id): string {
  return `${world.mediaOrigin}/${PICTURE_KINDS[kind]}/${id}.svg`;
}

/**
 * Address of a record's picture. With dirty data 1 % come without a scheme and 0.2 % blank, as old records do.
 */
export function recordPicture(world: World, kind: keyof typeof FAMILY_OF, ordinal: number): string {
  const family = FAMILY_OF[kind];
  const url = pictureUrl(world, kind, idOf(family, ordinal));
  if (!world.settings.dirty) return url;
  const draw = world.chance.unit(oddUrl, ordinal, family.length);
  if (draw < 0.002) return '';
  return draw < 0.012 ? url.replace('http:', '') : url;
}
