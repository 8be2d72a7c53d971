import { isRecord, type JsonRecord } from '../parsing/json.js';
import { keyOf, type CallParts, type Recording } from './recording.js';

/** The answers of batches that differ in their ids alone, by id. */
type Kind = Map<string, JsonRecord>;

interface Batch {
  readonly kind: string;
  readonly ids: readonly string[];
}

/**
 * What batches were answered, id by id: ids may be gathered into other batches than they were when they were recorded. Batches that
 * failed as a whole have no pieces, and those of LEGACY are not looked into: their ids stand in a query string.
 */
export class BatchPieces {
  private readonly kinds = new Map<string, Kind>();

  constructor(recording: Recording) {
    for (const [key, end] of recording) {
      const batch = batchOf(JSON.parse(key) as CallParts);
      if (!batch || !('answer' in end) || !isRecord(end.answer)) continue;
      const kind = this.kinds.get(batch.kind) ?? new Map<string, JsonRecord>();
      for (const id of batch.ids) kind.set(id, end.answer);
      this.kinds.set(batch.kind, kind);
    }
  }

  /** The answer to a batch; null: the call is none, or one of its ids was never asked for. */
  answer(call: CallParts): JsonRecord | null {
    const batch = batchOf(call);
    const kind = batch && this.kinds.get(batch.kind);
    if (!batch || !kind) return null;
    const found = batch.ids.flatMap((id): [string, JsonRecord][] => {
      const answer = kind.get(id);
      return answer ? [[id, answer]] : [];
    });
    const [first] = found;
    return first && found.length === batch.ids.length
      ? { ...first[1], ...part(found, 'results'), ...part(found, 'errors'), missing: missingOf(found) }
      : null;
  }
}

function batchOf([endpoint, suffix, body, identity]: CallParts): Batch | null {
  if (!isRecord(body) || !Array.isArray(body['ids'])) return null;
  return { kind: keyOf([endpoint, suffix, { ...body, ids: [] }, identity]), ids: body['ids'] as string[] };
}

/** The entries of a part of the answers, each from the one that has it. */
function part(found: readonly (readonly [string, JsonRecord])[], name: 'results' | 'errors'): JsonRecord {
  const entries = found.flatMap(([id, { [name]: entriesById }]): [string, unknown][] =>
    isRecord(entriesById) && Object.hasOwn(entriesById, id) ? [[id, entriesById[id]]] : [],
  );
  return { [name]: Object.fromEntries(entries) };
}

const missingOf = (found: readonly (readonly [string, JsonRecord])[]): readonly string[] =>
  found.flatMap(([id, { missing }]) => (Array.isArray(missing) && missing.includes(id) ? [id] : []));
