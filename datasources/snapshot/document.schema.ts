import * as z from 'zod';
import { SCENE_ID } from '../slots/scene-id.js';

const sceneId = z.string().regex(SCENE_ID);
const moment = z.iso.datetime({ precision: 3 });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The only format there is. */
export const SCHEMA_VERSION = 1;

/** Kinds of clients that a document may be made for. `all` is for everybody and always there. */
export const VARIANTS = ['all', 'ios', 'android', 'web'] as const;

/** Kind of clients that a document is made for. */
export type Variant = (typeof VARIANTS)[number];

/** What is looked at first: another version says nothing about the rest. */
export const versioned = z.object({ schemaVersion: z.int() });

/** Names the document that counts, with what a reader needs to judge it before it fetches it. */
export const pointerRecord = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  sceneId,
  variant: z.enum(VARIANTS),
  /** SHA-256 of the document's bytes. */
  hash,
  /** Relative to the pointer: `<hash>.json`. */
  url: z.string(),
  bytes: z.int().positive(),
  itemCount: z.int().min(0),
  generatedAt: moment,
  validUntil: moment,
  /** Hash of the document before; null for the first. */
  previous: hash.nullable(),
  /** It may be older than the document a reader holds. */
  rollback: z.boolean(),
});

/** A pointer on the wire. */
export type SnapshotPointer = z.infer<typeof pointerRecord>;

/** A document without the shape of its edges, which are judged one by one. */
export const documentRecord = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  sceneId,
  variant: z.enum(VARIANTS),
  generatedAt: moment,
  validUntil: moment,
  sourceTier: z.enum(['PRIMARY', 'LEGACY']),
  configVersion: z.string().max(64),
  blockSize: z.int().min(1).max(100),
  operation: z.literal('SnapshotFeed'),
  data: z.object({
    feed: z.object({
      pageInfo: z.object({ hasNextPage: z.literal(false), endCursor: z.null() }),
      edges: z.array(z.unknown()).min(1).max(100),
    }),
  }),
});

/** A document on the wire. */
export type SnapshotDocument = z.infer<typeof documentRecord>;
