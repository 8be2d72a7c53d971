import * as z from 'zod';
import { MAX_TEXT } from '../parsing/text.js';
import { SCENE_ID } from './scene-id.js';

const slug = z.string().regex(/^[a-z0-9-]{1,32}$/);
const integer = z.int();
/** Text for people or of an operator; longer than anybody writes, and it would be costly to clean. */
const text = z.string().max(MAX_TEXT);
const dim = z.enum(['author', 'shop', 'category', 'contentType', 'spu']);

const scatterRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('FREQ'),
    dim,
    window: integer.min(2).max(20),
    limit: integer.min(1),
    value: z.string().optional(),
  }),
  z.object({ kind: z.literal('RUN'), dim, limit: integer.min(1).max(19) }),
  z.object({ kind: z.literal('EXCLUDE'), dim, value: z.string(), positions: z.array(integer.min(0)) }),
]);

const policy = z.object({
  policyVersion: integer.min(0),
  spm: z.string().max(64),
  scmScene: integer,
  pageSize: integer.min(1).max(20),
  minCount: integer.min(0).max(20),
  lookahead: integer.min(1).max(100),
  keyWindow: integer.min(0).max(50),
  requireProduct: z.boolean(),
  soldOut: z.enum(['KEEP', 'DEMOTE', 'DROP']),
  maxDurationMs: integer.positive().nullable(),
  fallbackTitle: text.nullable(),
  exposureDays: z.union([z.literal(1), z.literal(3), z.literal(7)]),
  exposureRelax: z.boolean(),
  onAlgorithmFailure: z.enum(['NEXT_TIER', 'BACKFILL']),
  backfillOrder: z.array(z.enum(['POOL', 'HOT'])),
  rules: z.array(scatterRule).max(20),
});

const placement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('FIXED'), position: integer }),
  z.object({ kind: z.literal('TOP') }),
  z.object({ kind: z.literal('INTERVAL'), start: integer, every: integer, max: integer }),
  z.object({ kind: z.literal('RANDOM'), start: integer, span: integer, count: integer }),
]);

const texts = z.array(z.string());

const creative = z.object({
  creativeId: slug,
  contentType: z.enum(['VIDEO', 'LIVE', 'BANNER']),
  contentId: z.string().nullable(),
  priority: integer,
  startAt: z.number(),
  endAt: z.number(),
  targeting: z.object({
    crowdsAny: texts,
    crowdsNone: texts,
    platforms: texts,
    regions: texts,
    minAppVersion: z.string().nullable(),
    buckets: texts,
  }),
  frequencyCap: z
    .object({ count: integer.min(1), days: z.union([z.literal(1), z.literal(7), z.literal(30)]) })
    .nullable(),
  titleOverride: text.nullable(),
  coverOverrideUrl: z.string().nullable(),
  badge: text.nullable(),
  banner: z
    .object({
      imageUrl: z.string(),
      width: integer,
      height: integer,
      targetUrl: z.string(),
      title: text.nullable(),
    })
    .nullable(),
});

const slot = z.object({
  slotId: slug,
  name: text,
  enabled: z.boolean(),
  killed: z.boolean(),
  priority: integer,
  placement,
  respectExposure: z.boolean(),
  creatives: z.array(creative),
  fallbackCreative: creative.nullable(),
});

/** Envelope and types of a slot plan, as SLOTS publishes it. What breaks them rejects the whole version; bounds are judged slot by slot. */
export const planSchema = z.object({
  schemaVersion: z.literal(1),
  sceneId: z.string().regex(SCENE_ID),
  planVersion: integer.min(1),
  publishedAt: integer,
  effectiveAt: integer,
  policy,
  slots: z.array(slot).max(50),
  pools: z
    .array(
      z.object({
        poolId: z.string(),
        contents: z.array(z.object({ contentType: z.literal('VIDEO'), contentId: z.string() })).max(200),
      }),
    )
    .max(5),
  digest: z.string(),
});

/** A slot plan on the wire. */
export type PlanRecord = z.infer<typeof planSchema>;
/** A slot on the wire. */
export type SlotRecord = PlanRecord['slots'][number];
/** A creative on the wire. */
export type CreativeRecord = SlotRecord['creatives'][number];
/** Policy of a scene; `rules` most important first. */
export type ScenePolicy = PlanRecord['policy'];
