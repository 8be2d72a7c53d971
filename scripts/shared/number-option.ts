import { z } from 'zod';

/** What an option takes. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** Whether fractions are refused. */
  readonly isWhole?: boolean;
  /** What is counted, for example `milliseconds`; left out where the name of the option says it. */
  readonly unit?: string;
}

const DIGITS = /^\d{1,9}(?:\.\d{1,9})?$/;

/** A number in plain digits, as it stands behind an option such as `--seconds`. */
export function numberOption(option: string, { least, most, isWhole = false, unit }: NumberRange) {
  const number = `${isWhole ? 'whole number' : 'number'}${unit === undefined ? '' : ` of ${unit}`}`;
  const wrong = `${option} is a ${number} from ${least} to ${most}.`;
  return z
    .string(wrong)
    .regex(DIGITS, wrong)
    .transform(Number)
    .refine((value) => value >= least && value <= most && (!isWhole || Number.isInteger(value)), wrong);
}
