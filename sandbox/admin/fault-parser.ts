import type { Fault, FaultArgs, FaultKind } from '../faults/fault.js';
import { FAULT_KINDS } from '../faults/fault.js';
import { invalidArgument } from '../server/service-error.js';
import { isObject } from '../server/service-request.js';

const PROPERTIES = ['kind', 'rate', 'path', 'ids', 'afterCalls', 'forMs', 'args'];

function kindOf(value: unknown): FaultKind {
  const kind = FAULT_KINDS.find((known) => known === value);
  if (kind === undefined) throw invalidArgument(`unknown kind; known are ${FAULT_KINDS.join(', ')}`);
  return kind;
}

function rateOf(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw invalidArgument('rate must be a number of 0 to 1');
  return value;
}

function pathOf(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/'))
    throw invalidArgument('path must be a prefix that starts with /');
  return value;
}

function idsOf(value: unknown): string[] {
  const isList = Array.isArray(value) && value.length > 0;
  if (!isList || !value.every((id) => typeof id === 'string'))
    throw invalidArgument('ids must be a list of 1 or more ids');
  return value;
}

function wholeOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw invalidArgument(`${name} must be an integer of 0 or more`);
  }
  return value;
}

function argsOf(value: unknown): FaultArgs {
  const plain = (part: unknown): part is string | number =>
    typeof part === 'string' || typeof part === 'number';
  if (!isObject(value) || !Object.values(value).every(plain))
    throw invalidArgument('args must be an object of strings and numbers');
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string | number] => plain(entry[1])),
  );
}

function parseFault(value: unknown): Fault {
  if (!isObject(value)) throw invalidArgument('a fault must be an object');
  const stranger = Object.keys(value).find((name) => !PROPERTIES.includes(name));
  if (stranger !== undefined) throw invalidArgument(`unknown property; known are ${PROPERTIES.join(', ')}`);
  const { kind, rate, path, ids, afterCalls, forMs, args } = value;
  return {
    kind: kindOf(kind),
    ...(rate === undefined ? {} : { rate: rateOf(rate) }),
    ...(path === undefined ? {} : { path: pathOf(path) }),
    ...(ids === undefined ? {} : { ids: idsOf(ids) }),
    ...(afterCalls === undefined ? {} : { afterCalls: wholeOf(afterCalls, 'afterCalls') }),
    ...(forMs === undefined ? {} : { forMs: wholeOf(forMs, 'forMs') }),
    ...(args === undefined ? {} : { args: argsOf(args) }),
  };
}

/** Checks a list of faults; throws a 400 that names the first thing wrong. */
export function parseFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw invalidArgument('body must be a list of faults');
  return value.map(parseFault);
}
