import got from 'got';
import { readMetrics, type Scrape } from '../../rollout/fleet/read-metrics.js';

const TIMEOUT_MS = 5_000;
/** A process with all its series is far below it. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Reads the metrics of one instance.
 * @throws Error when it does not answer in time, or not with metrics
 */
export async function scrape(url: string, signal: AbortSignal): Promise<Scrape> {
  const tooLarge = new AbortController();
  const request = got(url, {
    timeout: { request: TIMEOUT_MS },
    retry: { limit: 0 },
    followRedirect: false,
    enableUnixSockets: false,
    signal: AbortSignal.any([signal, tooLarge.signal]),
  });
  void request.on('downloadProgress', ({ transferred }) => {
    if (transferred > MOST_BYTES) tooLarge.abort();
  });
  const { statusCode, body } = await request;
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return readMetrics(body);
}
