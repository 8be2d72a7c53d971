import type { IncomingHttpHeaders } from 'node:http';

/** What a request is for, the most important first: the lower it stands, the earlier it is refused. */
export const PRIORITIES = ['interactive', 'background', 'prefetch', 'shadow'] as const;

/** One of them. */
export type Priority = (typeof PRIORITIES)[number];

const isPriority = (value: unknown): value is Priority => PRIORITIES.includes(value as Priority);

/**
 * The class of a request, from `x-priority`: without it somebody waits for the answer; a word that nobody knows is background.
 * No caller needs to be trusted for it: none can claim more than what silence means.
 */
export function priorityOf(headers: IncomingHttpHeaders): Priority {
  const value = headers['x-priority'];
  if (value === undefined) return 'interactive';
  return isPriority(value) ? value : 'background';
}
