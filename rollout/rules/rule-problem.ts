/** Everything that a file of rules is refused for. Metric labels: a closed list. */
export const RULE_PROBLEM_REASONS = [
  // Getting the text, or the copy of it on disk.
  'UNREACHABLE',
  'CHECKSUM',
  // The text.
  'TOO_LARGE',
  'SYNTAX',
  'ALIAS',
  'TAG',
  'DUPLICATE_KEY',
  // One rule, or what stands around the rules.
  'UNKNOWN_KEY',
  'BAD_SHAPE',
  'OUT_OF_RANGE',
  'UNKNOWN_COORDINATE',
  'INCOMPLETE_GROUP',
  'UNKNOWN_PATH',
  'UNKNOWN_PLATFORM',
  // Rules beside each other.
  'ID_TWICE',
  'COORDINATE_TWICE',
  'SALT_TWICE',
  'CORRELATION',
  // A version behind the one in force.
  'VERSION',
  'FIXED_KEY',
  'ID_REUSED',
  'STEP',
  'REMOVED',
] as const;

/** Why a file of rules is refused. */
export type RuleProblemReason = (typeof RULE_PROBLEM_REASONS)[number];

/** One thing that is wrong with a file of rules. */
export interface RuleProblem {
  /** Id of the rule; null: the file, or a rule whose id cannot be read. */
  readonly rule: string | null;
  readonly reason: RuleProblemReason;
  /** What is wrong and what to do about it, in sentences. */
  readonly message: string;
}

const MOST_SHOWN = 80;

/** A text of the file as a message shows it: in quotes, and not at any length. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
