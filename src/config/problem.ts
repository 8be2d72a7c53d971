/** One reason why the gateway cannot start, with the way out. */
export interface Problem {
  /** The variable or part concerned, for example `PORT`. */
  subject: string;
  /** What is wrong, as the end of a sentence that begins with the subject. */
  wrong: string;
  /** A value that works, ready to paste; null when no single value would. */
  example: string | null;
  /** What to do about it. */
  remedy: string;
}

/** Thrown when the gateway cannot start; holds every problem found, so that one attempt shows them all. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(readonly problems: readonly Problem[]) {
    super(describeProblems(problems));
  }
}

/** The message for people: each problem with its example and remedy, no stack. */
function describeProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return [`Vitrine cannot start: ${count}.`, ...problems.map(describeProblem)].join('\n\n');
}

function describeProblem({ subject, wrong, example, remedy }: Problem): string {
  const lines = [`  ${subject} ${wrong}`];
  if (example !== null) lines.push(`    Example  ${example}`);
  lines.push(`    Remedy   ${remedy}`);
  return lines.join('\n');
}
