import got from 'got';
import { HttpFiles } from '../../datasources/snapshot/http-files.js';
import type { SnapshotTarget, WriteCondition, WriteOutcome } from './snapshot-target.js';

const TIMEOUT_MS = 10_000;
const STORED: ReadonlySet<number> = new Set([200, 201, 204]);
const PRECONDITION_FAILED = 412;
const POINTER_CACHE = 'max-age=30';
const DOCUMENT_CACHE = 'public, max-age=31536000, immutable';
const POINTER = /\/latest[a-z-]*\.json$/;

/** Publishes into any store that takes PUT with If-Match; what is old is removed by the store's own rules. */
export class HttpTarget extends HttpFiles implements SnapshotTarget {
  constructor(
    private readonly url: string,
    private readonly version: string,
    private readonly untilEnd?: AbortSignal,
  ) {
    super(url, version, untilEnd);
  }

  async write(path: string, bytes: Buffer, condition?: WriteCondition): Promise<WriteOutcome> {
    const { statusCode } = await got.put(`${this.url}/${path}`, {
      body: bytes,
      timeout: { request: TIMEOUT_MS },
      retry: { limit: 1, methods: ['PUT'], statusCodes: [502, 503], maxRetryAfter: 1_000 },
      followRedirect: false,
      throwHttpErrors: false,
      ...(this.untilEnd && { signal: this.untilEnd }),
      headers: {
        'content-type': 'application/json',
        'cache-control': POINTER.test(path) ? POINTER_CACHE : DOCUMENT_CACHE,
        'user-agent': `vitrine/${this.version}`,
        ...(condition && conditionHeader(condition)),
      },
    });
    if (statusCode === PRECONDITION_FAILED) return 'conflict';
    if (!STORED.has(statusCode)) throw new Error(`the store answered ${statusCode} to PUT ${path}`);
    return 'written';
  }

  tidy(): Promise<void> {
    return Promise.resolve();
  }
}

const conditionHeader = ({ etag }: WriteCondition): Record<string, string> =>
  etag === null ? { 'if-none-match': '*' } : { 'if-match': etag };
