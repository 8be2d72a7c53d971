/** Durations of chain tables, in ms. */
export const seconds = (count: number): number => count * 1_000;

/** The same for minutes. */
export const minutes = (count: number): number => seconds(60 * count);

/** The same for hours. */
export const hours = (count: number): number => minutes(60 * count);
