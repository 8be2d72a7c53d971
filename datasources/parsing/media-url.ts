import type { ReasonCode } from '../../schema/reason-codes.js';

/** Longest address that the contract allows, in characters. */
const MAX_URL = 2_048;
/** Distinct origins remembered; upstreams use a handful, an attack cannot grow it further. */
const MAX_ORIGINS = 1_000;
const PLAIN_ORIGIN = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/i;
const VISIBLE = /^[^\s\\<>"]+$/;
const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|127\..*|10\..*|0\..*|169\.254\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*)\.?$/i;

/** Counts a repair or a drop under a boundary code. */
export type Report = (code: ReasonCode) => void;

/**
 * Which addresses may reach a client: https only, from allowed hosts. Addresses are checked by origin, and each origin is
 * parsed once in the life of the process.
 */
export class MediaPolicy {
  private readonly origins = new Map<string, boolean>();

  constructor(
    /** Hosts that media may come from; null: any public host. */
    private readonly hosts: ReadonlySet<string> | null,
    /** `http://127.0.0.1:port` of the embedded services' pictures, let through as it is; null in production. */
    private readonly localOrigin: string | null = null,
  ) {}

  /** Address of a picture or video as https, or null when it may not be shown. Repairs and drops count as CT_URL. */
  media(value: unknown, report: Report): string | null {
    return this.check(value, report, this.hosts);
  }

  /** Address that a tap leads to: https and public, on any host. */
  link(value: unknown, report: Report): string | null {
    return this.check(value, report, null);
  }

  private check(value: unknown, report: Report, hosts: ReadonlySet<string> | null): string | null {
    if (typeof value !== 'string') return null;
    const text = value.trim();
    if (text === '') return null;
    if (this.localOrigin !== null) {
      const local = text.startsWith('//') ? `http:${text}` : text;
      if (local.startsWith(`${this.localOrigin}/`)) return local;
    }
    const url = toHttps(text);
    if (url !== text) report('CT_URL');
    if (url.length <= MAX_URL && VISIBLE.test(url) && this.allowed(originOf(url), hosts)) return url;
    report('CT_URL');
    return null;
  }

  private allowed(origin: string, hosts: ReadonlySet<string> | null): boolean {
    let plain = this.origins.get(origin);
    if (plain === undefined) {
      plain =
        PLAIN_ORIGIN.test(origin) && URL.canParse(origin) && !PRIVATE_HOST.test(new URL(origin).hostname);
      if (this.origins.size < MAX_ORIGINS) this.origins.set(origin, plain);
    }
    return plain && (hosts === null || hosts.has(hostOf(origin)));
  }
}

/** `http:` and `//` addresses as https; others unchanged. */
function toHttps(url: string): string {
  if (url.startsWith('//')) return `https:${url}`;
  return url.startsWith('http://') ? `https://${url.slice('http://'.length)}` : url;
}

function originOf(url: string): string {
  const end = url.indexOf('/', 'https://'.length);
  return end < 0 ? url : url.slice(0, end);
}

const hostOf = (origin: string): string => origin.slice('https://'.length).replace(/:\d+$/, '').toLowerCase();
