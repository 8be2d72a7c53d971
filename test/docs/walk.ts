import type { Document, Fence } from './markdown.js';

/**
 * One `sh` block of a page that is run, and the `text` block behind it, which is what it prints. Behind `sh` may stand `tries=20`:
 * it is run until it prints that, so often at most; what it waits for takes a moment.
 */
export interface Step {
  /** Where it stands: `docs/page.md:12`. */
  readonly place: string;
  readonly commands: string;
  /** Lines with `…` for what is left out; null: the page shows nothing. */
  readonly shown: string | null;
  readonly tries: number;
}

/** The steps of a page in their order. */
export const stepsOf = ({ path, fences }: Document): readonly Step[] =>
  fences.flatMap((fence, index) => (fence.language === 'sh' ? [stepOf(path, fence, fences[index + 1])] : []));

function stepOf(path: string, { text, attributes, line }: Fence, next: Fence | undefined): Step {
  return {
    place: `${path}:${line}`,
    commands: text,
    shown: next?.language === 'text' ? next.text : null,
    tries: Number(attributes['tries'] ?? 1),
  };
}

/** What a page shows, as a pattern: blanks and line ends are as good as each other, and `…` is anything. */
export function patternOf(shown: string): RegExp {
  const parts = shown
    .replace(/\s+/g, '')
    .split('…')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(parts.join('.*'));
}

/** What was printed, as the pattern wants it. */
export const withoutBlanks = (printed: string): string => printed.replace(/\s+/g, '');
