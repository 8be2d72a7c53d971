import { parseGlobalId } from '../../../schema/global-id.js';

/** New for every request, or a consequence of which cards a page has. */
const VOLATILE: ReadonlySet<string> = new Set([
  'cursor',
  'startCursor',
  'endCursor',
  'traceId',
  'session_id',
  'startedAt',
  'session',
]);
/** Objects that are the same object wherever they stand. */
const ENTITIES: ReadonlySet<string> = new Set(['Video', 'Product', 'Author', 'Shop', 'LiveRoom', 'VideoCard', 'LiveCard', 'BannerCard']); // prettier-ignore

/** A page taken apart: its order, and every object on it by id, with references in the place of objects. */
export interface NormalForm {
  readonly list: unknown;
  /** By `Type:id`. */
  readonly objects: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Takes the data of a feed apart; `degraded` is told by rows, not by values. */
export function normalForm(data: any): NormalForm {
  const objects = new Map<string, Record<string, unknown>>();
  const { serving, ...feed } = data.feed;
  const list = apart({ ...feed, serving: { ...serving, degraded: 'told by rows' } }, objects);
  return { list, objects };
}

function apart(value: unknown, objects: Map<string, Record<string, unknown>>, inside = false): unknown {
  if (Array.isArray(value)) return value.map((member) => apart(member, objects, inside));
  if (typeof value !== 'object' || value === null) return value;
  const key = keyOf(value);
  // What is tracked of an object depends on where it stands: it belongs to the list.
  const isLeft = (name: string) => VOLATILE.has(name) || (inside && name === 'tracking');
  const fields = Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
    isLeft(name) ? [] : [[name, apart(member, objects, inside || key !== null)]],
  );
  if (key === null) return Object.fromEntries(fields);
  objects.set(key, { ...objects.get(key), ...Object.fromEntries(fields) });
  return `-> ${key}`;
}

function keyOf(value: object): string | null {
  const id = 'id' in value && typeof value.id === 'string' ? parseGlobalId(value.id) : null;
  return id && ENTITIES.has(id.typeName) ? `${id.typeName}:${id.rawId}` : null;
}

/** Where an answer differs from the healthy one beyond what it may; empty when nowhere. */
export function differences(
  healthy: NormalForm,
  answer: NormalForm,
  { others, list }: { readonly others: readonly string[]; readonly list: boolean },
): string[] {
  const may = (type: string, field: string) =>
    others.includes(`${type}.${field}`) || others.includes(`${type}.*`);
  const found = list || same(healthy.list, answer.list) ? [] : ['the list'];
  for (const [key, fields] of answer.objects) {
    const [type = ''] = key.split(':', 1);
    const known = healthy.objects.get(key);
    for (const [field, value] of Object.entries(known ? fields : {}))
      if (!may(type, field) && !same(known?.[field], value)) found.push(`${type}.${field}`);
  }
  return [...new Set(found)];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
