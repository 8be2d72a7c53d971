import * as z from 'zod';

const SHOWN_CHARACTERS = 60;

/** A value as quoted in a message: one line, at most 60 characters. */
export function quote(value: string): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…"` : text;
}

/** Text with blanks around it removed; a variable that is set but empty is a mistake, not "unset". */
export const text = z.string().trim().min(1, 'is set but empty.');

/** A value read by `read`, which returns the value or throws an Error whose message says what is wrong. */
export function readWith<T>(read: (value: string) => T) {
  return text.transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

/** A whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number) {
  return readWith((value) => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    throw new Error(`is ${quote(value)}, not a whole number from ${least} to ${most}.`);
  });
}

/** One word out of a list. */
export function oneOf<const T extends string>(words: readonly T[]) {
  return readWith((value) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw new Error(`is ${quote(value)}, not one of ${words.join(', ')}.`);
  });
}

/** A switch: `on` or `off`. */
export const onOff = oneOf(['on', 'off']).transform((word) => word === 'on');
