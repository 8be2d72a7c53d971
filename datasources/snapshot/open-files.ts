import { fileURLToPath } from 'node:url';
import { DirectoryFiles } from './directory-files.js';
import { HttpFiles } from './http-files.js';
import type { SnapshotFiles } from './snapshot-files.js';

/**
 * The store behind a base address: `file:` for a directory, else http(s). `version`: of the gateway, for the user agent. Reads
 * over HTTP end when `ending` is aborted.
 */
export const openFiles = (baseUrl: string, version: string, ending?: AbortSignal): SnapshotFiles =>
  baseUrl.startsWith('file:')
    ? new DirectoryFiles(fileURLToPath(baseUrl))
    : new HttpFiles(baseUrl, version, ending);
