import { gzipSync } from 'node:zlib';
import type { FaultEffect } from '../../../sandbox/faults/effect.js';
import { bytesOf, type Reply } from '../../../sandbox/server/reply.js';

const withBytes = (reply: Reply, bytes: Buffer, headers: Record<string, string> = {}): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
  body: { bytes },
});

const without = ({ headers, ...reply }: Reply, name: string): Reply => ({
  ...reply,
  headers: Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name)),
});

const MEMBER_BYTES = 10 * 1024 * 1024;
const MEMBERS = 100;

/** A body that is made when it is first wanted: making it must not count as the gateway's work. */
function prepared(make: () => Buffer, headers: Record<string, string> = {}): () => FaultEffect {
  let bytes: Buffer | undefined;
  return () => {
    const body = (bytes ??= make());
    return { alter: (reply) => withBytes(reply, body, headers) };
  };
}

/** A JSON object of so many keys. */
const manyKeys = (count: number) => (): Buffer =>
  Buffer.from(`{${Array.from({ length: count }, (_, index) => `"${index.toString(36)}":0`).join()}}`);

/** Good JSON that says nothing of its type. */
export const UNTYPED: FaultEffect = { alter: (reply) => without(reply, 'content-type') };
/** Good JSON announced as text. */
export const TYPED_AS_TEXT: FaultEffect = {
  alter: (reply) => withBytes(reply, bytesOf(reply), { 'content-type': 'text/plain; charset=utf-8' }),
};
/** A megabyte that would unpack to 1 GB, in 100 gzip members. */
export const gzipBomb = prepared(
  () => Buffer.concat(Array<Buffer>(MEMBERS).fill(gzipSync(Buffer.alloc(MEMBER_BYTES)))),
  { 'content-encoding': 'gzip' },
);
/** A million keys: beyond what an answer may weigh. */
export const millionKeys = prepared(manyKeys(1_000_000));
/** About as many keys as fit into an answer that is still read. */
export const mostKeys = prepared(manyKeys(200_000));
