import type { Image } from '../../schema/image.type.js';
import type { MediaPolicy, Report } from '../parsing/media-url.js';
import type { ImageRecord } from './record.schema.js';

/** Which addresses of a snapshot may reach a client: it was checked when it was made, but by whom is not known. */
export class AddressCheck {
  constructor(
    private readonly media: MediaPolicy,
    private readonly report: Report,
  ) {}

  /** The picture, or null when its address may not be shown. */
  picture(record: ImageRecord | null): Image | null {
    if (record === null) return null;
    const url = this.media.media(record.url, this.report);
    return url === null ? null : { ...record, url };
  }

  /** The address of a video file, or null when it may not be played. */
  file(url: string): string | null {
    return this.media.media(url, this.report);
  }

  /** The address that a tap leads to, or null when it may not be followed. */
  link(url: string | null): string | null {
    return url === null ? null : this.media.link(url, this.report);
  }
}
