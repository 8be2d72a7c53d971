import type { Image } from '../../schema/image.type.js';
import { Orientation } from '../../schema/video.type.js';
import type { PublicContext } from '../chain/source.js';
import { intOrNull } from '../parsing/count.js';
import type { RecordReader } from '../parsing/record-reader.js';

/** The cover of a video (null when its address may not be shown) and the shape of both. Unknown dimensions count as CT_SIZE. */
export function parsePicture(
  read: RecordReader,
  { media, report }: PublicContext,
): { cover: Image | null; orientation: Orientation } {
  const width = intOrNull(read.raw('width'));
  const height = intOrNull(read.raw('height'));
  const size = width && height ? { width, height } : null;
  if (!size) report('CT_SIZE');
  const url = media.media(read.raw('coverUrl'), report);
  return {
    cover: url === null ? null : { url, width: size?.width ?? null, height: size?.height ?? null },
    orientation: size ? orientationOf(size.width, size.height) : Orientation.PORTRAIT,
  };
}

function orientationOf(width: number, height: number): Orientation {
  if (width === height) return Orientation.SQUARE;
  return width > height ? Orientation.LANDSCAPE : Orientation.PORTRAIT;
}
