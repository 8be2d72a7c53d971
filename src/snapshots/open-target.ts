import { fileURLToPath } from 'node:url';
import { DirectoryTarget } from './directory-target.js';
import { HttpTarget } from './http-target.js';
import type { SnapshotTarget } from './snapshot-target.js';

/**
 * Where to publish, by base address: `file:` for a directory, else http(s). `version`: of the gateway. Requests over HTTP end
 * when `ending` is aborted.
 */
export const openTarget = (baseUrl: string, version: string, ending?: AbortSignal): SnapshotTarget =>
  baseUrl.startsWith('file:')
    ? new DirectoryTarget(fileURLToPath(baseUrl))
    : new HttpTarget(baseUrl, version, ending);
