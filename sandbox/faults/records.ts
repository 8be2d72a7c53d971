import type { Reply } from '../server/reply.js';
import { isObject } from '../server/service-request.js';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** One record of an answer. */
export interface Entry {
  readonly id: string;
  readonly record: Json;
}

/** The records of an answer and the way back. */
export interface Records {
  readonly entries: readonly Entry[];
  /** Whether the one record is the answer itself, so that none can be added or taken away. */
  readonly isWhole?: true;
  /** The answer with other records in their place. */
  readonly replace: (entries: readonly Entry[]) => Json;
}

/** Lists of records, by the names services give them. */
const LISTS = ['items', 'contents', 'scenes', 'resultList', 'videoList', 'itemList', 'accountList'];
/** Properties a record is known by. */
const OWN_IDS = ['contentId', 'itemId', 'accountId', 'sceneId', 'key'];

/** JSON object of a reply, parsed where it is bytes; null for anything else. */
export function jsonOf(reply: Reply): Json | null {
  if (reply.body === null) return null;
  if ('json' in reply.body) return isObject(reply.body.json) ? reply.body.json : null;
  if (reply.headers['content-encoding'] !== undefined) return null;
  const value: unknown = JSON.parse(reply.body.bytes.toString('utf8'));
  return isObject(value) ? value : null;
}

/** Reply with another JSON body. */
export function withJson(reply: Reply, json: unknown): Reply {
  return { ...reply, body: { json } };
}

function ownId(record: Json): string {
  const name = OWN_IDS.find((candidate) => record[candidate] !== undefined);
  return name === undefined ? '' : String(record[name]);
}

function batchRecords(json: Json, results: Json): Records {
  const entries = Object.entries(results).flatMap(([id, record]) =>
    isObject(record) ? [{ id, record }] : [],
  );
  return {
    entries,
    replace: (changed) => ({
      ...json,
      results: Object.fromEntries(changed.map(({ id, record }) => [id, record])),
    }),
  };
}

function listRecords(holder: Json, name: string, list: unknown): Records {
  const rows = Array.isArray(list) ? list : [list];
  const entries = rows.filter(isObject).map((record) => ({ id: ownId(record), record }));
  return { entries, replace: (changed) => ({ ...holder, [name]: changed.map(({ record }) => record) }) };
}

/** Records of an answer: batch results, a list, the list inside a legacy envelope, else the answer as a whole. */
export function recordsOf(json: Json): Records {
  if (isObject(json['results'])) return batchRecords(json, json['results']);
  const data = json['data'];
  if ('ret' in json && isObject(data)) {
    const inner = recordsOf(data);
    return { ...inner, replace: (changed) => ({ ...json, data: inner.replace(changed) }) };
  }
  const name = LISTS.find((candidate) => Array.isArray(json[candidate]) || isObject(json[candidate]));
  if (name !== undefined) return listRecords(json, name, json[name]);
  return { entries: [{ id: '', record: json }], isWhole: true, replace: ([entry]) => entry?.record ?? {} };
}
