import type { Scope } from '../datasources/http/endpoint.js';

/** What an answer was made of, as far as caches have to know. */
export interface AnswerMakeup {
  /** The most personal scope that anything was read in. */
  readonly scope: Scope;
  /** Whether a resolver looked at who asks, even to find nobody. */
  readonly lookedAtViewer: boolean;
  /** Whether anything is degraded, or an error. */
  readonly isImpaired: boolean;
  /** How long, in ms, all of it stays fresh; 0 where that is not known. */
  readonly freshForMs: () => number;
}

/** What operators take off at once, no cache shows longer than this. */
const LONGEST_MS = 60_000;

/** Headers that decide what everybody's answer looks like: the media type, and the sales channel where prices are read. */
const VARY: Readonly<Record<Exclude<Scope, 'VIEWER'>, string>> = {
  PUBLIC: 'accept',
  SEGMENT: 'accept, apollographql-client-name',
};

/**
 * Who may keep an answer, as response headers. Personal ones belong to nobody but their viewer, impaired ones are to be asked
 * for anew; all others are everybody's for as long as their freshest-needed part stays fresh.
 */
export function cacheHeaders(makeup: AnswerMakeup): Readonly<Record<string, string>> {
  const { scope, lookedAtViewer, isImpaired, freshForMs } = makeup;
  if (scope === 'VIEWER' || lookedAtViewer) return { 'cache-control': 'private, no-store' };
  if (isImpaired) return { 'cache-control': 'no-store' };
  const seconds = Math.floor(Math.min(freshForMs(), LONGEST_MS) / 1_000);
  return { 'cache-control': `public, max-age=${seconds}`, vary: VARY[scope] };
}
