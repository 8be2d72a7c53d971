import type { LoadRequest } from './load.js';

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
}
