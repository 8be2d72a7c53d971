import { UpstreamError } from '../http/upstream-error.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';
import { isRegion } from '../parsing/region.js';

const CROWD = /^[a-z0-9-]{1,32}$/;
const MAX_CROWDS = 50;

/** What the profile service knows of a viewer. */
export interface ViewerProfile {
  readonly crowds: readonly string[];
  /** Home region; the client's own region stands above it. */
  readonly region: string | null;
}

/** The viewer's relation to a video. */
export interface VideoState {
  readonly liked: boolean;
  readonly favorited: boolean;
}

/** The viewer's relation to an author. */
export interface AuthorState {
  readonly following: boolean;
  /** The viewer wants nothing of this author. */
  readonly blocked: boolean;
}

/**
 * Reads a profile; crowds of the wrong shape are left out.
 * @throws UpstreamError SCHEMA when it is no such answer
 */
export function parseProfile(answer: unknown): ViewerProfile {
  if (!isRecord(answer) || !Array.isArray(answer['crowds']))
    throw new UpstreamError('ENGAGEMENT.profile', 'SCHEMA');
  const crowds = (answer['crowds'] as unknown[]).filter(
    (crowd): crowd is string => typeof crowd === 'string' && CROWD.test(crowd),
  );
  const { region } = answer;
  return {
    crowds: crowds.slice(0, MAX_CROWDS),
    region: typeof region === 'string' && isRegion(region) ? region : null,
  };
}

/** Reads the state of a video. */
export function parseVideoState(record: JsonRecord): VideoState | 'SCHEMA' {
  const read = new RecordReader(record);
  const state = { liked: read.flag('liked'), favorited: read.flag('favorited') };
  return read.faulty ? 'SCHEMA' : state;
}

/** Reads the state of an author. */
export function parseAuthorState(record: JsonRecord): AuthorState | 'SCHEMA' {
  const read = new RecordReader(record);
  const state = { following: read.flag('following'), blocked: read.flag('blocked') };
  return read.faulty ? 'SCHEMA' : state;
}
