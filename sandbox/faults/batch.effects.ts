import type { Reply } from '../server/reply.js';
import { errorBody } from '../server/service-error.js';
import { isObject } from '../server/service-request.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg } from './effect.js';
import type { Entry, Json, Records } from './records.js';
import { jsonOf, recordsOf, withJson } from './records.js';
import { splitTargets } from './targets.js';

type Change = (json: Json, records: Records, context: FaultContext) => unknown;

/** Applies a change to answers that hold records; failures of the service, and what is one record, pass as they are. */
function altering(change: Change): (reply: Reply, context: FaultContext) => Reply {
  return (reply, context) => {
    const json = reply.status === 200 ? jsonOf(reply) : null;
    if (json === null) return reply;
    const records = recordsOf(json);
    return records.isWhole ? reply : withJson(reply, change(json, records, context));
  };
}

/** Takes every second record, or those of the fault's ids, out of the answer. */
function without(records: Records, context: FaultContext): { hit: Entry[]; rest: Json } {
  const { hit, spared } = splitTargets(records.entries, context, 2);
  return { hit, rest: records.replace(spared) };
}

function toMissing(json: Json, records: Records, context: FaultContext): Json {
  const { hit, rest } = without(records, context);
  const { missing } = json;
  return Array.isArray(missing)
    ? { ...rest, missing: [...(missing as unknown[]), ...hit.map(({ id }) => id)] }
    : rest;
}

function toErrors(json: Json, records: Records, context: FaultContext): Json {
  const { hit, rest } = without(records, context);
  const { errors } = json;
  if (!isObject(errors)) return rest;
  const failed = hit.map(({ id }) => [id, errorBody('UNAVAILABLE', 'fault')] as const);
  return { ...rest, errors: { ...errors, ...Object.fromEntries(failed) } };
}

/** A record under an id nobody asked for. */
function stranger({ id, record }: Entry, number: number): Entry {
  const foreign = `99${String(number).padStart(10, '0')}`;
  return { id: foreign, record: JSON.parse(JSON.stringify(record).replaceAll(id, foreign)) as Json };
}

function extraIds(_: Json, records: Records, context: FaultContext): Json {
  const [model] = records.entries;
  if (model === undefined) return records.replace([]);
  const strangers = Array.from({ length: numberArg(context, 'count', 1) }, (__, index) =>
    stranger(model, index + 1),
  );
  return records.replace([...strangers, ...records.entries]);
}

/** Faults of which records an answer holds. */
export const batchEffects: FaultEffects = {
  PARTIAL: { alter: altering(toMissing) },
  ITEM_ERRORS: { alter: altering(toErrors) },
  SILENT_MISS: { alter: altering((_, records, context) => without(records, context).rest) },
  EXTRA_IDS: { alter: altering(extraIds) },
  SHUFFLE: { alter: altering((_, records) => records.replace(records.entries.toReversed())) },
};
