import { inspect } from 'node:util';
import { safeText } from './safe-text.js';

/** Longest text of one error in the log, stack and causes included; a line stays below 8 KiB whatever the characters. */
const MAX_LENGTH = 2_500;

/** Any thrown value as text for the log: stack and causes where it has them. Never throws, whatever the value does. */
export function describeError(thrown: unknown): string {
  try {
    const text = inspect(thrown, {
      depth: 3,
      maxArrayLength: 10,
      maxStringLength: 2_000,
      breakLength: Infinity,
    });
    return safeText(text.replaceAll('\n', ' | '), MAX_LENGTH);
  } catch {
    return 'an error that cannot be read';
  }
}
