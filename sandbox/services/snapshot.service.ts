import { gzipSync } from 'node:zlib';
import { conditional, etagOf } from '../server/conditional.js';
import { LATENCY } from '../server/latency.js';
import type { Reply } from '../server/reply.js';
import { emptyReply } from '../server/reply.js';
import type { Service } from '../server/route.js';
import { ServiceError, invalidArgument, notFound } from '../server/service-error.js';
import type { ServiceRequest } from '../server/service-request.js';
import { headerOf, jsonBody } from '../server/service-request.js';
import { SnapshotStore, hashOf } from './snapshot/snapshot-store.js';

const POINTER = /^latest(-primary|-legacy)?$/;
const DOCUMENT = /^[0-9a-f]{64}$/;
const POINTER_CACHE = 'max-age=30';
const DOCUMENT_CACHE = 'public, max-age=31536000, immutable';
const VARIANTS = ['all', 'ios', 'android', 'web'];

function fileOf(request: ServiceRequest): { name: string; folder: string; isPointer: boolean } {
  const { sceneId = '', variant = '', name = '' } = request.params;
  if (!VARIANTS.includes(variant)) throw notFound('unknown variant');
  const isPointer = POINTER.test(name);
  if (!isPointer && !DOCUMENT.test(name)) throw notFound('unknown file');
  return { name, folder: `/${sceneId}/${variant}/v1`, isPointer };
}

/** Gzip where the reader takes it; the ETag names the encoded form apart. */
function encoded(request: ServiceRequest, bytes: Buffer, cacheControl: string): Reply {
  const gzip = /\bgzip\b/.test(headerOf(request, 'accept-encoding') ?? '');
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': cacheControl,
    vary: 'accept-encoding',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  };
  const body = { bytes: gzip ? gzipSync(bytes) : bytes };
  return conditional(
    request,
    { status: 200, headers, body },
    gzip ? etagOf(bytes).replace(/"$/, '-gzip"') : etagOf(bytes),
  );
}

function checkIfMatch(request: ServiceRequest, current: Buffer | undefined): void {
  const wanted = headerOf(request, 'if-match');
  if (wanted === null) return;
  const tags = wanted.split(',').map((tag) => tag.trim().replace('-gzip"', '"'));
  const fits = current !== undefined && (tags.includes('*') || tags.includes(etagOf(current)));
  if (!fits) throw new ServiceError(412, 'INVALID_ARGUMENT', 'If-Match failed');
}

/** SNAPSHOT: an object store for published snapshots, empty at start. */
export function snapshotService(): Service {
  const store = new SnapshotStore();

  const read = (request: ServiceRequest): Reply => {
    const { isPointer, folder } = fileOf(request);
    const { redateMs } = request.hints;
    const bytes = isPointer ? store.pointer(request.path) : store.document(request.path);
    if (bytes === undefined) throw notFound('no such snapshot');
    const shown = isPointer && redateMs !== null ? store.redated(request.path, folder, redateMs) : bytes;
    return encoded(request, shown, isPointer ? POINTER_CACHE : DOCUMENT_CACHE);
  };

  const write = (request: ServiceRequest): Reply => {
    const { name, isPointer } = fileOf(request);
    const current = isPointer ? store.pointer(request.path) : store.document(request.path);
    checkIfMatch(request, current);
    jsonBody(request);
    if (!isPointer && hashOf(request.body) !== name)
      throw invalidArgument('the name is not the hash of the document');
    if (isPointer) store.putPointer(request.path, request.body);
    else store.putDocument(request.path, request.body);
    return emptyReply(current === undefined ? 201 : 204, { etag: etagOf(request.body) });
  };

  const path = '/{sceneId}/{variant}/v1/{name}.json';
  const latency = LATENCY.snapshot;
  return {
    name: 'SNAPSHOT',
    reset: () => store.clear(),
    routes: [
      { method: 'GET', path, latency, handle: read },
      { method: 'PUT', path, latency, handle: write },
    ],
  };
}
