import type { Output } from '../shared/run-command.js';

/** What a command may use of the process. */
export interface Surroundings extends Output {
  /** Epoch ms. */
  readonly wallNow: () => number;
  /** Monotonic, ms. */
  readonly now: () => number;
  /** Rejects with an AbortError when the signal ends it. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Is aborted when somebody stops the command. */
  readonly signal: AbortSignal;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One word behind `npm run rollout --`. */
export interface SubCommand {
  /** How it is called and what it does: shown for `--help`. */
  readonly usage: string;
  /**
   * Runs it with the arguments behind its word; resolves to the exit code.
   * @throws UsageError when they make no sense
   */
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<number>;
}
