import type { RuleProblem } from '../rules/rule-problem.js';

/** Where rules are read from. */
export interface RulesSource {
  /** Milliseconds from the end of one reading to the next. */
  readonly everyMs: () => number;
  /** The whole text that stands there now. Never rejects. */
  readonly read: (signal: AbortSignal) => Promise<RulesReading>;
}

/** A text, or why there is none. */
export type RulesReading = { readonly text: string } | { readonly problem: RuleProblem };

/** A reading of a source that did not give a text. */
export const unreachable = (message: string): RulesReading => ({
  problem: { rule: null, reason: 'UNREACHABLE', message },
});

/** A reading that was not taken to its end. */
export const tooLarge = (most: number): RulesReading => ({
  problem: {
    rule: null,
    reason: 'TOO_LARGE',
    message: `The file has more than ${most} bytes. Move long lists of ids into a crowd.`,
  },
});

/** Text of bytes that have to be UTF-8. */
export function decoded(bytes: Uint8Array): RulesReading {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message = 'The file is not UTF-8. Save it as UTF-8.';
    return { problem: { rule: null, reason: 'SYNTAX', message } };
  }
}
