import type { Reply } from '../server/reply.js';
import { isObject } from '../server/service-request.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg, textArg } from './effect.js';
import type { Json } from './records.js';
import { jsonOf, recordsOf, withJson } from './records.js';
import { splitTargets } from './targets.js';

/** New value of a property; undefined removes it. */
type Spoil = (value: unknown) => unknown;
/** Whether a property is meant when the fault names no field. */
type Meant = (name: string, value: unknown) => boolean;

const ENUMS = new Set([
  'status',
  'auditStatus',
  'visibility',
  'kind',
  'state',
  'audience',
  'definition',
  'format',
  'contentType',
]);
const TEXTS = ['title', 'name', 'nick', 'label', 'reason', 'url'];

/** Changes the property at a path; a list on the way means all its entries. */
function atPath(value: unknown, path: readonly string[], spoil: Spoil): unknown {
  if (Array.isArray(value)) return value.map((entry) => atPath(entry, path, spoil));
  const [name, ...rest] = path;
  if (!isObject(value) || name === undefined || !(name in value)) return value;
  return { ...value, [name]: rest.length === 0 ? spoil(value[name]) : atPath(value[name], rest, spoil) };
}

/** Changes every property that is meant, at any depth. */
function everywhere(value: unknown, meant: Meant, spoil: Spoil): unknown {
  if (Array.isArray(value)) return value.map((entry) => everywhere(entry, meant, spoil));
  if (!isObject(value)) return value;
  const change = ([name, part]: [string, unknown]): [string, unknown] => {
    return [name, meant(name, part) ? spoil(part) : everywhere(part, meant, spoil)];
  };
  return Object.fromEntries(Object.entries(value).map(change));
}

/** Changes `args.field` (dots for nested ones) of every hit record, or what the kind means by default. */
function spoiling(meant: (record: Json) => Meant, spoil: (value: unknown, context: FaultContext) => unknown) {
  return (reply: Reply, context: FaultContext): Reply => {
    const json = reply.status === 200 ? jsonOf(reply) : null;
    if (json === null) return reply;
    const field = textArg(context, 'field', '');
    const change = (record: Json): Json => {
      const bound: Spoil = (value) => spoil(value, context);
      return (
        field === '' ? everywhere(record, meant(record), bound) : atPath(record, field.split('.'), bound)
      ) as Json;
    };
    const records = recordsOf(json);
    const { hit } = splitTargets(records.entries, context, 1);
    const changed = records.entries.map((entry) =>
      hit.includes(entry) ? { ...entry, record: change(entry.record) } : entry,
    );
    return withJson(reply, records.replace(changed));
  };
}

/** The property a record starts with, usually its own id. */
function firstProperty(record: Json): Meant {
  const [first] = Object.keys(record);
  return (name) => name === first;
}

/** The property people read, else the first text. */
function readableText(record: Json): Meant {
  const texts = Object.keys(record).filter((name) => typeof record[name] === 'string');
  const chosen = TEXTS.find((name) => texts.includes(name)) ?? texts[0];
  return (name) => name === chosen;
}

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return { text: value };
  return Array.isArray(value) ? 'list' : [value];
}

const anyNumber = (): Meant => (_, value) => typeof value === 'number';

/** Faults of single fields. */
export const fieldEffects: FaultEffects = {
  NULL_FIELD: {
    alter: spoiling(firstProperty, (_, context) =>
      numberArg(context, 'absent', 0) === 0 ? null : undefined,
    ),
  },
  WRONG_TYPE: { alter: spoiling(firstProperty, otherType) },
  UNKNOWN_ENUM: {
    alter: spoiling(
      () => (name) => ENUMS.has(name),
      (value) => (typeof value === 'number' ? 999 : 'SOMETHING_NEW'),
    ),
  },
  NUMBER_AS_STRING: { alter: spoiling(anyNumber, String) },
  NEGATIVE: {
    alter: spoiling(anyNumber, (value, context) => {
      return numberArg(context, 'value', -Math.max(1, Math.abs(Number(value))));
    }),
  },
  HUGE_TEXT: {
    alter: spoiling(readableText, (_, context) => 'x'.repeat(numberArg(context, 'chars', 1_000_000))),
  },
};
