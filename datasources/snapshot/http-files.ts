import got, { type Got, type Response } from 'got';
import { spanHeader, traceOf } from '../http/trace.js';
import { MAX_FILE_BYTES, SnapshotRefusal } from './refusal.js';
import type { FileAnswer, SnapshotFiles } from './snapshot-files.js';

const TIMEOUT_MS = 3_000;

/** Snapshots in an object store or CDN. Retries are got's; redirects are not followed. */
export class HttpFiles implements SnapshotFiles {
  private readonly http: Got;

  constructor(
    private readonly baseUrl: string,
    /** Of the gateway, for the user agent. */
    version: string,
    /** Ends all reads. */
    private readonly ending?: AbortSignal,
  ) {
    this.http = got.extend({
      timeout: { request: TIMEOUT_MS },
      retry: { limit: 1, statusCodes: [502, 503], maxRetryAfter: 1_000 },
      followRedirect: false,
      decompress: false,
      throwHttpErrors: false,
      enableUnixSockets: false,
      responseType: 'buffer',
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': `vitrine/${version}`,
      },
    });
  }

  async read(path: string, etag: string | null = null): Promise<FileAnswer> {
    const { statusCode, body, headers } = await this.get(path, etag);
    if (statusCode === 304 && etag !== null) return { kind: 'unchanged' };
    if (statusCode === 404) return { kind: 'absent' };
    if (statusCode !== 200) throw new SnapshotRefusal('UNREACHABLE');
    return { kind: 'found', bytes: Buffer.from(body), etag: headers.etag ?? null };
  }

  private async get(path: string, etag: string | null): Promise<Response<Uint8Array>> {
    const tooLarge = new AbortController();
    try {
      const request = this.http.get<Uint8Array>(`${this.baseUrl}/${path}`, {
        signal: AbortSignal.any([tooLarge.signal, ...(this.ending ? [this.ending] : [])]),
        headers: {
          traceparent: spanHeader(traceOf(undefined)),
          ...(etag === null ? {} : { 'if-none-match': etag }),
        },
      });
      void request.on('downloadProgress', ({ transferred }) => {
        if (transferred > MAX_FILE_BYTES) tooLarge.abort();
      });
      return await request;
    } catch (error) {
      throw new SnapshotRefusal(tooLarge.signal.aborted ? 'TOO_LARGE' : 'UNREACHABLE', { cause: error });
    }
  }
}
