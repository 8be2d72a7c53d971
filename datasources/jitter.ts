const JITTER = 0.1;

/** Stretches or shortens a time by up to a tenth, so that what began together does not go on together; `random` from 0 up to 1. */
export const jittered = (ms: number, random: number): number => ms * (1 - JITTER + 2 * JITTER * random);
