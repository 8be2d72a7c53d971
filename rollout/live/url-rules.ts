import got, { type Response } from 'got';
import { MOST_RULES_BYTES } from '../rules/rule-text.js';
import { decoded, tooLarge, unreachable, type RulesReading, type RulesSource } from './rules-source.js';

const EVERY_MS = 2_000;
/** Share of the interval by which instances are spread, to both sides. */
const SPREAD = 0.2;
const TIMEOUT_MS = 1_000;

/** What polling needs of the process. */
export interface UrlRulesOptions {
  /** Of the gateway, for `user-agent`. */
  readonly version: string;
  /** 0..1 */
  readonly random: () => number;
}

/** Rules behind a URL. An answer of "not modified" stands for the text it confirms. */
export function urlRules(url: string, { version, random }: UrlRulesOptions): RulesSource {
  let known: { readonly etag: string; readonly reading: RulesReading } | null = null;
  const http = got.extend({
    timeout: { request: TIMEOUT_MS },
    retry: { limit: 0 },
    followRedirect: false,
    decompress: false,
    throwHttpErrors: false,
    enableUnixSockets: false,
    headers: {
      accept: 'application/yaml, application/json',
      'accept-encoding': 'identity',
      'user-agent': `vitrine/${version}`,
    },
  });

  const take = ({ statusCode, headers: { etag }, rawBody }: Response): RulesReading => {
    if (statusCode === 304 && known) return known.reading;
    if (statusCode !== 200) return failed(`status ${statusCode}`);
    const reading = decoded(rawBody);
    known = etag === undefined ? null : { etag, reading };
    return reading;
  };

  const read = async (signal: AbortSignal): Promise<RulesReading> => {
    const enough = new AbortController();
    const request = http.get(url, {
      responseType: 'buffer',
      signal: AbortSignal.any([signal, enough.signal]),
      ...(known && { headers: { 'if-none-match': known.etag } }),
    });
    void request.on('downloadProgress', ({ transferred }) => {
      if (transferred > MOST_RULES_BYTES) enough.abort();
    });
    try {
      return take(await request);
    } catch (error) {
      if (enough.signal.aborted) return tooLarge(MOST_RULES_BYTES);
      return failed(error instanceof Error ? error.message : String(error));
    }
  };
  return { everyMs: () => EVERY_MS * (1 + SPREAD * (2 * random() - 1)), read };
}

const failed = (why: string): RulesReading =>
  unreachable(`The rules could not be fetched: ${why}. See what answers at ROLLOUT_RULES.`);
