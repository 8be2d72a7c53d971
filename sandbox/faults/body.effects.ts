import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Reply } from '../server/reply.js';
import { bytesOf } from '../server/reply.js';
import { isObject } from '../server/service-request.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg, textArg } from './effect.js';
import { emptySuccess } from './empty-success.js';

const DEPTH = 100_000;
const LAYERS = 1_000;
const CHUNK = Buffer.alloc(64 * 1024, 'a');
/** 10 MB of zeros as one gzip member; members may follow each other, so that 100 of them are a bomb of 1 GB. */
const BOMB_MEMBER_BYTES = 10 * 1024 * 1024;
const BOMB_MEMBERS = 100;

/** A JSON object whose first keys aim at prototypes; the rest is the answer. */
function withPrototypeKeys(text: string): string {
  const poison = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';
  return text.startsWith('{') && text !== '{}' ? `{${poison},${text.slice(1)}` : `{${poison}}`;
}

const BAD_JSON: Readonly<Record<string, (text: string) => string>> = {
  cut: (text) => text.slice(0, Math.floor(text.length / 2)),
  nan: (text) => text.replace(/:\s*(-?[0-9][0-9.eE+-]*|"[^"]*")/, ':NaN'),
  bom: (text) => `\ufeff${text}`,
  two: (text) => `${text}${text}`,
  deep: () => '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  proto: withPrototypeKeys,
};

const BAD_GZIP: Readonly<Record<string, (bytes: Buffer) => { encoding: string; bytes: Buffer }>> = {
  corrupt: () => ({
    encoding: 'gzip',
    bytes: Buffer.concat([Buffer.from([0x1f, 0x8b, 0x08]), randomBytes(200)]),
  }),
  bomb: () => {
    const member = gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES));
    return { encoding: 'gzip', bytes: Buffer.concat(Array.from({ length: BOMB_MEMBERS }, () => member)) };
  },
  layers: (bytes) => ({ encoding: Array.from({ length: LAYERS }, () => 'gzip').join(','), bytes }),
  br: (bytes) => ({ encoding: 'br', bytes: brotliCompressSync(bytes) }),
};

function withBytes(reply: Reply, bytes: Buffer, headers: Record<string, string> = {}): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers }, body: { bytes } };
}

function badJson(reply: Reply, context: FaultContext): Reply {
  const spoil = BAD_JSON[textArg(context, 'variant', 'cut')] ?? BAD_JSON['cut'];
  return spoil ? withBytes(reply, Buffer.from(spoil(bytesOf(reply).toString('utf8')))) : reply;
}

function badGzip(reply: Reply, context: FaultContext): Reply {
  const encode = BAD_GZIP[textArg(context, 'variant', 'corrupt')] ?? BAD_GZIP['corrupt'];
  if (!encode) return reply;
  const { encoding, bytes } = encode(bytesOf(reply));
  return withBytes(reply, bytes, { 'content-encoding': encoding });
}

/** Writes a JSON string without announced length, as fast as the client takes it. */
function pour(response: ServerResponse, left: number): void {
  let rest = left;
  while (rest > 0 && !response.destroyed) {
    const piece = rest < CHUNK.length ? CHUNK.subarray(0, rest) : CHUNK;
    rest -= piece.length;
    if (!response.write(piece)) {
      response.once('drain', () => {
        pour(response, rest);
      });
      return;
    }
  }
  response.end('"}');
}

/** Faults of the body as a whole. */
export const bodyEffects: FaultEffects = {
  BAD_JSON: { alter: badJson },
  BAD_GZIP: { alter: badGzip },
  HUGE: {
    send: (reply, context) => {
      context.response.writeHead(reply.status, reply.headers);
      context.response.write('{"padding":"');
      pour(context.response, numberArg(context, 'bytes', 50_000_000));
    },
  },
  // With { variant: "code" } the body is a failure in the clothes of a success.
  EMPTY_SUCCESS: {
    alter: (reply, context) => {
      if (textArg(context, 'variant', 'empty') === 'code')
        return { ...reply, status: 200, body: { json: { code: 500, data: null } } };
      const json =
        reply.body !== null && 'json' in reply.body && isObject(reply.body.json) ? reply.body.json : {};
      return { ...reply, status: 200, body: { json: emptySuccess(json) } };
    },
  },
};
