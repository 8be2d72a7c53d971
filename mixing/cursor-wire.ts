import { wireCursorSchema, type WirePosition, type WireSession } from './cursor.schema.js';
import type { CursorPosition, CursorSession, CursorState } from './cursor.types.js';
import { packHashes, packSparseHashes, unpackHashes, unpackSparseHashes } from './hash-packing.js';
import { DIMS, type TailEntry } from './mix.types.js';
import { SERVING_TIERS, tierIndex } from './serving-tier.js';

type Dims = TailEntry['dims'];

// By dimension, not by item: equal content types stand side by side and compress to almost nothing.
function packDims(items: readonly Dims[]): string {
  return packSparseHashes(DIMS.flatMap((dim) => items.map((dims) => dims[dim])));
}

function unpackDims(text: string): Dims[] | null {
  const values = unpackSparseHashes(text);
  if (values === null || values.length % DIMS.length !== 0) return null;
  const count = values.length / DIMS.length;
  return Array.from({ length: count }, (_, item) => {
    const valueOf = (column: number): number | null => values[column * count + item] ?? null;
    return {
      author: valueOf(0),
      shop: valueOf(1),
      category: valueOf(2),
      contentType: valueOf(3),
      spu: valueOf(4),
    } satisfies Dims;
  });
}

/** JSON of what all cursors of one page share. */
export function writeSession(session: CursorSession): string {
  const wire: WireSession = {
    s: session.sessionId,
    c: session.sceneId,
    t: tierIndex(session.tier),
    p: session.planVersion,
    y: session.policyVersion,
    u: session.algorithmCursor,
    h: session.snapshotHash,
    x: session.arms.map(({ rule, salt, path }) => [rule, salt, path]),
    w: session.viewerHash,
    q: session.startedAt,
    a: session.issuedAt,
  };
  return JSON.stringify(wire);
}

/** JSON of a whole cursor, from the JSON of its shared part and the position of one edge. */
export function writeCursor(sessionJson: string, position: CursorPosition): string {
  const wire: WirePosition = {
    o: position.offset,
    g: position.legacyPage,
    i: position.snapshotIndex,
    r: packHashes(position.served),
    d: packDims(position.dims),
    k: packSparseHashes(position.dedupeKeys),
    l: position.unservedIds,
    e: position.early,
  };
  return `${sessionJson.slice(0, -1)},${JSON.stringify(wire).slice(1)}`;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The state behind the JSON of a cursor; null when it has another shape, as one of a former release may. */
export function readCursor(json: string): CursorState | null {
  const parsed = wireCursorSchema.safeParse(parseJson(json));
  if (!parsed.success) return null;
  const wire = parsed.data;
  const tier = SERVING_TIERS[wire.t];
  const served = unpackHashes(wire.r);
  const dims = unpackDims(wire.d);
  const dedupeKeys = unpackSparseHashes(wire.k);
  if (tier === undefined || served === null || dims === null || dedupeKeys === null) return null;
  return {
    sessionId: wire.s,
    sceneId: wire.c,
    tier,
    planVersion: wire.p,
    policyVersion: wire.y,
    algorithmCursor: wire.u,
    snapshotHash: wire.h,
    arms: wire.x.map(([rule, salt, path]) => ({ rule, salt, path })),
    viewerHash: wire.w,
    startedAt: wire.q,
    issuedAt: wire.a,
    offset: wire.o,
    legacyPage: wire.g,
    snapshotIndex: wire.i,
    served,
    dims,
    dedupeKeys,
    unservedIds: wire.l,
    early: wire.e,
  };
}
