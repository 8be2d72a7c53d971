import { ARMS, armsFor } from '../../resolvers/rulables.js';

/** Coordinates that move with some others, and that one of the two paths does not know: LEGACY knows none of them. */
export function unknownToLegacy(coordinates: readonly string[]): readonly string[] {
  const moved = new Set(coordinates.flatMap((one) => armsFor(one) ?? []));
  return [...moved].flatMap(({ armed, common }) => armed.filter((one) => !common.includes(one)));
}

/** Coordinates that rules move and that nothing is compared of: on one of their paths there is nothing. */
export const NEVER_COMPARED: readonly string[] = ARMS.filter(
  ({ compared }) => compared === 'nothing',
).flatMap(({ armed }) => armed);
