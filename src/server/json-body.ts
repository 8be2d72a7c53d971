import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusal } from '../refusal.js';
import { earlyRequest } from './early-request.js';
import { readBody, type BodyRead } from './read-body.js';

/** Types that browsers send without asking first; Apollo's CSRF rule answers them, so their bodies are left unread. */
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
/** Only text with one of these can hold a dangerous key or a broken character; all other bodies skip the walk. */
const SUSPECT = /__proto__|constructor|\\u/;

/** Reads request bodies: JSON in UTF-8, parsed strictly; everything else is refused or left unread. */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', (request, payload, done) => {
    const parse: BodyRead = (refused, body) => {
      try {
        if (refused) throw refused;
        done(null, parseBody(body));
      } catch (fault) {
        done(fault as Error);
      }
    };
    const early = earlyRequest(request.raw);
    if (!isUtf8Said(request)) done(refusal('UNSUPPORTED_MEDIA_TYPE'));
    else if (early) parse(null, early.body);
    else readBody(payload, Number(request.headers['content-length']), parse);
  });
  server.addContentTypeParser('*', (request, _payload, done) => {
    const [type = ''] = (request.headers['content-type'] ?? '').split(';');
    const isSimple = type === '' || SIMPLE_TYPES.includes(type.trim().toLowerCase());
    done(isSimple ? null : refusal('UNSUPPORTED_MEDIA_TYPE'));
  });
}

function isUtf8Said({ headers }: FastifyRequest): boolean {
  const charset = /charset\s*=\s*["']?([^\s;"']+)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

/** Parses a body; throws BAD_REQUEST for anything that is not clean JSON. A byte order mark is not JSON. */
export function parseBody(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformed();
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (!SUSPECT.test(text) || isClean(value)) return value;
  } catch {
    throw malformed();
  }
  throw malformed();
}

function malformed(): Error {
  return refusal('BAD_REQUEST', { message: 'The body is not clean JSON in UTF-8.' });
}

/** No key that touches prototypes, and no character that is not text. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isClean);
  return Object.entries(value).every(
    ([key, item]) => key !== '__proto__' && key !== 'constructor' && isClean(key) && isClean(item),
  );
}
