import { parseGlobalId, type GlobalIdType } from '../schema/global-id.js';
import type { View } from '../datasources/chain/chain.js';
import type { Served } from '../datasources/chain/chain.js';
import { isId } from '../datasources/parsing/record-reader.js';
import { clientFault } from './client-fault.js';
import type { GatewayContext } from './gateway-context.js';

/** Most ids that one field reads. */
export const MAX_IDS = 50;

/** The raw id inside a global id of a type; null for anything else, which reads as "does not exist". */
export function rawIdOf(typeName: GlobalIdType, id: string): string | null {
  const parsed = parseGlobalId(id);
  return parsed?.typeName === typeName && isId(parsed.rawId) ? parsed.rawId : null;
}

/** Reads one object by global id: null when there is none, UPSTREAM_UNAVAILABLE when it cannot be read now. */
export const readById = <V, F>(
  { serve }: GatewayContext,
  view: View<V, F | null>,
  typeName: GlobalIdType,
  id: string,
): Served<F | null> => serve(view, rawIdOf(typeName, id));

/**
 * Reads a list by global ids, in one batch per type. One that cannot be read is an error at its own place: executors take an
 * Error in a list for that.
 * @throws GraphQLError BAD_USER_INPUT for more than 50 ids
 */
export function readAll<F>(
  ctx: GatewayContext,
  ids: readonly string[],
  read: (id: string) => Served<F | null>,
): Promise<(F | null)[]> {
  if (ids.length > MAX_IDS)
    throw clientFault(ctx, 'BAD_USER_INPUT', `At most ${MAX_IDS} ids can be read at a time.`);
  const errorInPlace = (error: unknown) => error as null;
  return Promise.all(ids.map((id) => Promise.resolve(read(id)).catch(errorInPlace)));
}
