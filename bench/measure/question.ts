import { canonical } from './canonical.js';
import type { LoadAnswer, LoadRequest } from './client.js';

/** What is asked of all contestants of a comparison, and how their answers are judged. */
export interface Question {
  /** Path that is posted to: `/graphql`. */
  readonly path: string;
  /** The n-th request; distinct ones where nothing may be shared. */
  readonly request: (index: number) => LoadRequest;
  /** Bytes that every right answer has at least. */
  readonly leastBytes: number;
  /** The right `data` for the n-th request, computed without any contestant; one answer of a hundred is compared with it. */
  readonly expected: (index: number) => unknown;
  /** What of `data` is the same each time it is asked for; default: all of it. */
  readonly comparable?: (data: unknown) => unknown;
}

/** How an answer looks from outside. Only right ones count. */
export type Look = 'right' | 'degraded' | 'wrong';

/** One answer of this many is compared with the expected one. */
export const COMPARED_EVERY = 100;

const OK = 200;
const ERRORS = Buffer.from('"errors":');
/** Sent only with values that are not as usual: a source did not answer in time. */
const DEGRADED = Buffer.from('"degraded":{');

/** Looks at status, length and the absence of errors; cheap enough for every answer. */
export function lookOf({ status, body }: LoadAnswer, leastBytes: number): Look {
  if (status !== OK || body.includes(ERRORS)) return 'wrong';
  if (body.includes(DEGRADED)) return 'degraded';
  return body.length < leastBytes ? 'wrong' : 'right';
}

/** Whether the data of an answer is what was expected, member for member. */
export function isExpected(
  body: Buffer,
  expected: unknown,
  comparable: (data: unknown) => unknown = (all) => all,
): boolean {
  const { data } = JSON.parse(body.toString()) as { data: unknown };
  return canonical(comparable(data)) === canonical(comparable(expected));
}

/** Thrown when an answer was wrong: the run has no result. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}
