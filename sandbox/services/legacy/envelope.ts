import type { Reply } from '../../server/reply.js';

/** A failure told in the envelope; the status stays 200. */
export class LegacyFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Envelope of the mobile gateway. */
export interface Envelope {
  readonly api: string;
  readonly v: string;
  /** `CODE::message`. */
  readonly ret: readonly string[];
  readonly data: unknown;
}

/** Wraps an envelope; the mobile gateway always answers 200. */
export function legacyReply(envelope: Envelope): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: { json: envelope },
  };
}

/** Name and version of the API in a path; what cannot be read is empty. */
export function apiOf(path: string): { api: string; v: string } {
  const [, api = '', v = ''] = /^\/gw\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  return { api, v };
}

/** Envelope of a failure. */
export function failureEnvelope(path: string, failure: LegacyFailure): Envelope {
  return { ...apiOf(path), ret: [`${failure.code}::${failure.message}`], data: {} };
}
