import type { Reply } from '../server/reply.js';
import { isObject } from '../server/service-request.js';
import type { FaultContext, FaultEffects } from './effect.js';
import type { Entry, Json } from './records.js';
import { jsonOf, recordsOf, withJson } from './records.js';
import { splitTargets } from './targets.js';

/** The same record with other texts, as a stale replica has it. */
function differing({ id, record }: Entry): Entry {
  const text = (value: unknown, name: string): unknown => {
    return typeof value === 'string' && /title|name|nick/i.test(name) ? `${value} (copy)` : value;
  };
  return {
    id,
    record: Object.fromEntries(Object.entries(record).map(([name, value]) => [name, text(value, name)])),
  };
}

/** Batch with each hit key twice, the differing copy first, and the first of them in `missing` as well. */
function duplicateKeys(json: Json, hit: readonly Entry[], all: readonly Entry[]): Buffer {
  const rows = [...hit.map(differing), ...all].map(
    ({ id, record }) => `${JSON.stringify(id)}:${JSON.stringify(record)}`,
  );
  const missing: unknown[] = Array.isArray(json['missing']) ? json['missing'] : [];
  const beside = { ...json, missing: [...missing, ...hit.slice(0, 1).map(({ id }) => id)] };
  const rest = Object.entries(beside).filter(([name]) => name !== 'results');
  const parts = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return Buffer.from(`{${[...parts, `"results":{${rows.join(',')}}`].join(',')}}`);
}

/** Each hit row of a list twice, the differing copy behind the true one. */
function duplicateRows(entries: readonly Entry[], hit: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => (hit.includes(entry) ? [entry, differing(entry)] : [entry]));
}

function duplicate(reply: Reply, context: FaultContext): Reply {
  const json = reply.status === 200 ? jsonOf(reply) : null;
  if (json === null) return reply;
  const records = recordsOf(json);
  const { hit } = splitTargets(records.entries, context, 1);
  if (isObject(json['results']))
    return { ...reply, body: { bytes: duplicateKeys(json, hit, records.entries) } };
  return withJson(reply, records.replace(duplicateRows(records.entries, hit)));
}

/** Records that come twice, with differing values. */
export const duplicateEffects: FaultEffects = { DUPLICATES: { alter: duplicate } };
