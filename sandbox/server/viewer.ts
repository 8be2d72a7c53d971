import { ServiceError, invalidArgument } from './service-error.js';
import type { ServiceRequest } from './service-request.js';
import { headerOf } from './service-request.js';

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Who a VIEWER endpoint is asked about. */
export interface Viewer {
  /** `v:` + viewer id, or `d:` + device id without one. */
  readonly subject: string;
  readonly viewerId: string | null;
}

function idHeader(request: ServiceRequest, name: string): string | null {
  const value = headerOf(request, name);
  if (value === null) return null;
  if (!ID.test(value)) throw invalidArgument(`${name} must be 1 to 64 of A-Z a-z 0-9 _ -`);
  return value;
}

/** Viewer of a request; null when neither id header is present. */
export function viewerOrNull(request: ServiceRequest): Viewer | null {
  const viewerId = idHeader(request, 'x-viewer-id');
  const deviceId = idHeader(request, 'x-device-id');
  if (viewerId !== null) return { subject: `v:${viewerId}`, viewerId };
  return deviceId === null ? null : { subject: `d:${deviceId}`, viewerId: null };
}

/** Viewer of a request; 400 when neither id header is present. */
export function viewerOf(request: ServiceRequest): Viewer {
  const viewer = viewerOrNull(request);
  if (viewer === null) throw invalidArgument('x-viewer-id or x-device-id is required');
  return viewer;
}

/** Id of a signed-in viewer; 401 for anybody else. */
export function signedInViewer(request: ServiceRequest): string {
  const viewerId = viewerOrNull(request)?.viewerId ?? null;
  if (viewerId === null) throw new ServiceError(401, 'UNAUTHENTICATED', 'x-viewer-id is required');
  return viewerId;
}
