import type { ReasonCode } from '../../schema/reason-codes.js';

/** Longest address that the contract allows, in characters. */
const MAX_URL = 2_048;
/** Distinct origins remembered; upstreams use a handful, an attack cannot grow it further. */
const MAX_ORIGINS = 1_000;
/** Origins that are compared before one is cut out of an address and looked up. */
const MAX_USUAL = 4;
const PLAIN_ORIGIN = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/i;
const VISIBLE = /^[^\s\\<>"]+$/;
const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|127\..*|10\..*|0\..*|169\.254\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*)\.?$/i;

/** Counts a repair or a drop under a boundary code. */
export type Report = (code: ReasonCode) => void;

/** Where an address may lead to, and the origins that passed first, each with a slash at its end. */
interface Targets {
  /** Null: any public host. */
  readonly hosts: ReadonlySet<string> | null;
  readonly usual: string[];
}

/**
 * Which addresses may reach a client: https only, from allowed hosts. Addresses are checked by origin, and each origin is
 * parsed once in the life of the process.
 */
export class MediaPolicy {
  private readonly origins = new Map<string, boolean>();
  private readonly pictures: Targets;
  private readonly pages: Targets = { hosts: null, usual: [] };

  constructor(
    /** Hosts that media may come from; null: any public host. */
    hosts: ReadonlySet<string> | null,
    /** `http://127.0.0.1:port` of the embedded services' pictures, let through as it is; null in production. */
    private readonly localOrigin: string | null = null,
  ) {
    this.pictures = { hosts, usual: [] };
  }

  /** Address of a picture or video as https, or null when it may not be shown. Repairs and drops count as CT_URL. */
  media(value: unknown, report: Report): string | null {
    return this.check(value, report, this.pictures);
  }

  /** Address that a tap leads to: https and public, on any host. */
  link(value: unknown, report: Report): string | null {
    return this.check(value, report, this.pages);
  }

  private check(value: unknown, report: Report, targets: Targets): string | null {
    if (typeof value !== 'string') return null;
    const text = value.trim();
    if (text === '') return null;
    if (this.localOrigin !== null) {
      const local = text.startsWith('//') ? `http:${text}` : text;
      if (local.startsWith(`${this.localOrigin}/`)) return local;
    }
    const url = toHttps(text);
    if (url !== text) report('CT_URL');
    if (url.length <= MAX_URL && VISIBLE.test(url) && this.leadsTo(url, targets)) return url;
    report('CT_URL');
    return null;
  }

  private leadsTo(url: string, { hosts, usual }: Targets): boolean {
    for (const origin of usual) if (url.startsWith(origin)) return true;
    const origin = originOf(url);
    const passes = this.isPlain(origin) && (hosts === null || hosts.has(hostOf(origin)));
    if (passes && usual.length < MAX_USUAL) usual.push(`${origin}/`);
    return passes;
  }

  private isPlain(origin: string): boolean {
    let plain = this.origins.get(origin);
    if (plain === undefined) {
      plain =
        PLAIN_ORIGIN.test(origin) && URL.canParse(origin) && !PRIVATE_HOST.test(new URL(origin).hostname);
      if (this.origins.size < MAX_ORIGINS) this.origins.set(origin, plain);
    }
    return plain;
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
