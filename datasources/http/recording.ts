import type { FailureClass } from '../chain/outcome.js';

/** What a call came to. */
export type RecordedEnd = { readonly answer: unknown } | { readonly cls: FailureClass };

/** Calls with their ends; equal calls have one key. */
export type Recording = ReadonlyMap<string, RecordedEnd>;

/** A call as its key says it. */
export type CallParts = readonly [
  endpoint: string,
  suffix: string,
  body: unknown,
  identity: readonly [viewerId: string | null, deviceId: string] | null,
];

/** The key of a call; the other way round it is `JSON.parse`. */
export const keyOf = (parts: CallParts): string => JSON.stringify(parts);
