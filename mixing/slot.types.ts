import type { Key } from './content-key.js';

/** Epoch milliseconds. */
export type Ms = number;

/** Client platform, from the header `apollographql-client-name`. */
export type Platform = 'IOS' | 'ANDROID' | 'HARMONY' | 'WEB' | 'UNKNOWN';

/** Where a slot stands. Positions are 0-based and absolute in the session. */
export type Placement =
  | { kind: 'FIXED'; position: number }
  | { kind: 'TOP' }
  | { kind: 'INTERVAL'; start: number; every: number; max: number }
  | { kind: 'RANDOM'; start: number; span: number; count: number };

/** Conditions on the viewer; all must hold, an empty list or null is no condition. */
export interface Targeting {
  crowdsAny: readonly string[];
  crowdsNone: readonly string[];
  /** A name that no platform has matches nobody. */
  platforms: readonly string[];
  /** ISO 3166-2, compared whole. */
  regions: readonly string[];
  /** Dotted numbers. */
  minAppVersion: string | null;
  /** `layer#bucket` pairs; one of them is enough. */
  buckets: readonly string[];
}

/** What a slot shows to one audience in one schedule window, `startAt` inclusive, `endAt` exclusive. */
export interface Creative {
  id: string;
  key: Key;
  priority: number;
  startAt: Ms;
  endAt: Ms;
  targeting: Targeting;
}

/** A position, or series of positions, that operators control. A slot whose kill switch is on is given as not enabled. */
export interface Slot {
  id: string;
  enabled: boolean;
  /** 0..999, the higher wins. */
  priority: number;
  respectExposure: boolean;
  placement: Placement;
  creatives: readonly Creative[];
  /** Shown when no creative of the slot can be; its schedule and targeting are ignored. */
  fallbackCreative: Creative | null;
}
