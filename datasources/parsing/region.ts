/** ISO 3166-2: country, then subdivision. */
const REGION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

/** Whether a text is a region as clients and services write it, for example `CN-ZJ`. */
export const isRegion = (text: string): boolean => REGION.test(text);
