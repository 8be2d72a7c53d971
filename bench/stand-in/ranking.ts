/** Videos there are; each page takes some that follow one another. */
export const VIDEOS = 5_000;

const FNV_BASIS = 2_166_136_261;
const FNV_PRIME = 16_777_619;

/** Where the list of somebody begins: the same each time, spread over all videos. */
export function startOf(viewerOrDevice: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < viewerOrDevice.length; at++)
    hash = Math.imul(hash ^ viewerOrDevice.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0) % VIDEOS;
}
