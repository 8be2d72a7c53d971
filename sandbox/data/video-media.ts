import { stream } from './chance.js';
import type { Ms } from './ids.js';
import { idOf } from './ids.js';
import type { World } from './world.js';
import { HOUR, floorTo } from './world.js';

/** One playable file of a video. */
export interface VideoSource {
  readonly definition: 'LD' | 'SD' | 'HD' | 'UHD';
  readonly url: string;
  readonly format: 'mp4' | 'm3u8';
  readonly bitrateKbps: number | null;
  readonly sizeBytes: number | null;
  /** End of a signed address; null = unsigned. */
  readonly expiresAt: Ms | null;
}

const ORIGIN = 'https://video.sandbox.test/v/';
/** A signed address lives this long past the last full hour. */
const SIGNED_FOR: Ms = 48 * HOUR;
const BITRATES = { LD: 500, SD: 900, HD: 1_800, UHD: 6_000 } as const;

const size = stream('video.size');
const extra = stream('video.sources');

/** Picture size: 85 % 720x1280, the rest landscape, square or unknown. */
export function videoSize(world: World, video: number): { width: number | null; height: number | null } {
  const draw = world.chance.unit(size, video);
  if (draw < 0.85) return { width: 720, height: 1_280 };
  if (draw < 0.93) return { width: 1_280, height: 720 };
  if (draw < 0.98) return { width: 1_080, height: 1_080 };
  return draw < 0.99 ? { width: 0, height: 0 } : { width: null, height: null };
}

/** Address of a video's SD file, the only one the legacy service knows. */
export function sdUrl(video: number): string {
  return `${ORIGIN}${idOf('video', video)}-sd.mp4`;
}

/** HD and SD files; for some videos a UHD file or an m3u8 list; for 5 % all addresses are signed. */
export function videoSources(world: World, video: number, durationMs: number, now: Ms): VideoSource[] {
  const signed = world.chance.happens(0.05, extra, video, 1);
  const expiresAt = signed ? floorTo(HOUR, now) + SIGNED_FOR : null;
  const mp4 = (definition: VideoSource['definition']): VideoSource => ({
    definition,
    url: `${ORIGIN}${idOf('video', video)}-${definition.toLowerCase()}.mp4${signed ? '?sign=sandbox' : ''}`,
    format: 'mp4',
    bitrateKbps: BITRATES[definition],
    sizeBytes: Math.round((BITRATES[definition] * durationMs) / 8),
    expiresAt,
  });
  const draw = world.chance.unit(extra, video);
  const list: VideoSource = {
    definition: 'HD',
    url: `${ORIGIN}${idOf('video', video)}.m3u8${signed ? '?sign=sandbox' : ''}`,
    format: 'm3u8',
    bitrateKbps: null,
    sizeBytes: null,
    expiresAt,
  };
  return [...(draw < 0.1 ? [mp4('UHD')] : []), mp4('HD'), mp4('SD'), ...(draw > 0.7 ? [list] : [])];
}
