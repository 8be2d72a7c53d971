import type { Loader } from '../batching/create-loader.js';
import type { Deadline } from '../http/deadline.js';
import { fail, type Outcome } from './outcome.js';
import type { Served } from './chain.js';

/** Said of a key that its source did not mention. */
export const MISSING = fail('MISSING');

/** What a loader says of one key. */
export function loaded<V>(loader: Loader<V>, id: string, end?: Deadline): Served<Outcome<V>> {
  const read = () => loader.settled(id) ?? MISSING;
  return loader.ask([id], end)?.then(read) ?? read();
}
