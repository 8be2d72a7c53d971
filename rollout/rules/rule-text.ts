import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { RuleProblem, RuleProblemReason } from './rule-problem.js';
import { quoted } from './rule-problem.js';

/** Bytes of the largest file of rules. */
export const MOST_RULES_BYTES = 256 * 1024;

/** What a text holds, or why nobody should look at it. */
export type TextRead = { readonly value: unknown } | { readonly problem: RuleProblem };

/** Reads YAML 1.2, of which JSON is a part, without the parts of it that surprise: aliases, tags, duplicate keys. Never throws. */
export function readText(text: string): TextRead {
  if (Buffer.byteLength(text) > MOST_RULES_BYTES)
    return problem(
      'TOO_LARGE',
      `The file has more than ${MOST_RULES_BYTES} bytes. Move long lists of ids into a crowd.`,
    );
  try {
    return readDocument(text);
  } catch (error) {
    return unreadable(error); // nested so deep that the parser ran out of stack
  }
}

/** For a text that the parser gave up. */
export const unreadable = (error: unknown): TextRead =>
  problem('SYNTAX', `The file cannot be read (${String(error).slice(0, 100)}). Write it as the guide does.`);

function readDocument(text: string): TextRead {
  const lines = new LineCounter();
  // Uniqueness is checked below: the parser compares every key with every other, which takes seconds in a large file.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    // Not 'silent', with which a second document would pass unseen.
    logLevel: 'error',
  });
  const at = (offset: number | undefined): string => `line ${lines.linePos(offset ?? 0).line}`;
  const [error] = document.errors;
  if (error)
    return problem(
      'SYNTAX',
      `The file is no YAML and no JSON: ${error.message} (${at(error.pos[0])}). Correct it there.`,
    );
  const found = surprise(document, at);
  return found ? { problem: found } : { value: document.toJS() as unknown };
}

/** The first alias, tag or key that stands twice; null: there is none. */
function surprise(document: Document.Parsed, at: (offset: number | undefined) => string): RuleProblem | null {
  let first: RuleProblem | null = null;
  const stop = (reason: RuleProblemReason, message: string): symbol => {
    first = { rule: null, reason, message };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, { range }) =>
      stop(
        'ALIAS',
        `There is an alias in ${at(range?.[0])}. Write the value out: readers shall see what holds.`,
      ),
    Value: (_, { tag, range }) =>
      tag === undefined ? undefined : stop('TAG', `There is a tag in ${at(range?.[0])}. Leave it out.`),
    Map: (_, { items, tag, range }) => {
      if (tag !== undefined) return stop('TAG', `There is a tag in ${at(range?.[0])}. Leave it out.`);
      const keys = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || typeof key.value !== 'string')
          return stop('BAD_SHAPE', `A key in ${at(range?.[0])} or below is no text. Keys are names.`);
        if (keys.has(key.value))
          return stop(
            'DUPLICATE_KEY',
            `${quoted(key.value)} stands twice (${at(key.range?.[0])}). Keep one of them.`,
          );
        keys.add(key.value);
      }
      return undefined;
    },
  });
  return first;
}

const problem = (reason: RuleProblemReason, message: string): TextRead => ({
  problem: { rule: null, reason, message },
});
