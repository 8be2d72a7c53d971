import type { Variant } from './document.schema.js';

const VARIANT_OF: ReadonlyMap<string, Variant> = new Map([
  ['IOS', 'ios'],
  ['ANDROID', 'android'],
  ['WEB', 'web'],
]);

/** The variant of a client's platform; `all` for platforms without one of their own. */
export const variantOf = (platform: string): Variant => VARIANT_OF.get(platform) ?? 'all';
