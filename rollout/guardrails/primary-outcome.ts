/** What the leading source of an arm did in one request, before any fallback; the failure classes of chains, grouped. */
export type OutcomeKind = 'ok' | 'error' | 'timeout' | 'empty' | 'invalid';

/** All kinds, the good one first. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = ['ok', 'error', 'timeout', 'empty', 'invalid'];

/** One request's outcome for one rule. A client that left counts for no arm. */
export interface PrimaryOutcome {
  readonly kind: OutcomeKind;
  /** From the first question to the last answer of the leading source, in ms. */
  readonly ms: number;
  /** Records or list items that came. */
  readonly items: number;
  /** Upstream calls that the arm made for it. */
  readonly calls: number;
  /** Whether what the client got came from a later hop. */
  readonly fellBack: boolean;
}
