import type { Findings } from './difference.js';
import type { FieldNode } from './field-guide.js';
import type { Plain } from './observation.js';

/** Compares two values that stand at the same place. */
export type DiffValue = (node: FieldNode, served: Plain | undefined, candidate: Plain | undefined) => void;

type List = readonly Plain[];

/**
 * Lists whose members have an `id` are compared member by member, wherever they stand; others by position, as long as their lengths
 * agree: behind a member too many, everything would differ.
 */
export function diffLists(
  node: FieldNode,
  served: List,
  candidate: List,
  found: Findings,
  diffValue: DiffValue,
): void {
  const { ranked } = node.rule;
  if (served.length !== candidate.length && ranked !== 'different')
    found.add('count', node, served, candidate);
  const [a, b] = [keyed(served), keyed(candidate)];
  if (ranked !== undefined) diffCommon(node.member(), a, b, diffValue);
  else if (a && b) diffKeyed(node, a, b, found, diffValue);
  else if (served.length !== candidate.length) return;
  else if (isReordered(served, candidate)) found.add('order', node, served, candidate);
  else served.forEach((value, index) => diffValue(node.member(), value, candidate[index]));
}

type Keyed = ReadonlyMap<string, Plain>;

function diffKeyed(
  node: FieldNode,
  served: Keyed,
  candidate: Keyed,
  found: Findings,
  diffValue: DiffValue,
): void {
  const member = node.member();
  for (const [key, value] of served) {
    const other = candidate.get(key);
    if (other === undefined) found.add('missing', member, value, undefined);
    else diffValue(member, value, other);
  }
  for (const [key, value] of candidate) if (!served.has(key)) found.add('extra', member, undefined, value);
  diffOrder(node, served, candidate, found);
}

function diffOrder(node: FieldNode, served: Keyed, candidate: Keyed, found: Findings): void {
  const common = [...served.keys()].filter((key) => candidate.has(key));
  const order = [...candidate.keys()].filter((key) => served.has(key));
  const from = common.findIndex((key, index) => key !== order[index]);
  if (from < 0) return;
  found.addShown('order', node.at, `${common.length} in order`, `other order from ${from} on`, node.names);
}

/** Of two rankings. Without ids nobody knows which members are the same. */
function diffCommon(
  member: FieldNode,
  served: Keyed | null,
  candidate: Keyed | null,
  diffValue: DiffValue,
): void {
  for (const [key, value] of served ?? []) {
    const other = candidate?.get(key);
    if (other !== undefined) diffValue(member, value, other);
  }
}

/** By id, the second of the same id beside the first; null when a member has none. */
function keyed(list: List): Keyed | null {
  const members = new Map<string, Plain>();
  const seen = new Map<string, number>();
  for (const member of list) {
    const id = idOf(member);
    if (id === null) return null;
    const nth = (seen.get(id) ?? 0) + 1;
    seen.set(id, nth);
    members.set(`${nth} ${id}`, member);
  }
  return members;
}

/** Its own, or that of the node of an edge. */
function idOf(member: Plain | undefined): string | null {
  if (typeof member !== 'object' || member === null || isList(member)) return null;
  const { id, node } = member;
  return typeof id === 'string' ? id : node === undefined ? null : idOf(node);
}

const isList = (value: Plain): value is List => Array.isArray(value);

/** Whether both have the same members, and not in the same order. */
function isReordered(served: List, candidate: List): boolean {
  const [a, b] = [served, candidate].map((list) => list.map((member) => JSON.stringify(member)));
  if (!a || !b || a.every((text, index) => text === b[index])) return false;
  b.sort();
  return a.toSorted().every((text, index) => text === b[index]);
}
