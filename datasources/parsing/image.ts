import type { Image } from '../../schema/image.type.js';

/** An image whose size no upstream tells; null without an address. */
export const unsizedImage = (url: string | null): Image | null =>
  url === null ? null : { url, width: null, height: null };
