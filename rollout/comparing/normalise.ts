import { isAbstractType } from 'graphql';
import { MOST_DEPTH, MOST_VALUES } from './bounds.js';
import type { FieldGuide, FieldNode } from './field-guide.js';
import type { Observed, Plain } from './observation.js';
import { comparableUrl } from './url-form.js';

/** Thrown by a Normaliser that was given more than is compared. */
export class TooLarge extends Error {}

/**
 * What a path answered at a coordinate (a domain object, with everything it carries) as both sides are compared by. What is no data
 * is left out: methods, promises, what was not known yet. Failed with TOO_LARGE beyond the bounds of comparing, with MISSING when
 * there is nothing at all.
 */
export function observe(coordinate: string, value: unknown, guide: FieldGuide): Observed {
  try {
    const plain = new Normaliser().plain(value, guide.root(coordinate), 0);
    return plain === undefined ? { kind: 'failed', cls: 'MISSING' } : { kind: 'value', value: plain };
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'failed', cls: 'TOO_LARGE' };
    throw error;
  }
}

/** Turns one domain object into plain data. */
export class Normaliser {
  #values = 0;

  /** @throws TooLarge beyond the bounds of comparing, counted over all that it was given */
  plain(value: unknown, node: FieldNode, depth: number): Plain | undefined {
    this.count(depth);
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'string':
        return textOf(value, node);
      case 'bigint':
        return String(value);
      case 'number':
        return node.kind === 'id' || !Number.isFinite(value) ? String(value) : value;
      case 'object':
        return value === null ? null : this.objectOf(value, node, depth);
      default:
        return undefined;
    }
  }

  /** Counts a value. @throws TooLarge */
  count(depth: number): void {
    if (++this.#values > MOST_VALUES || depth > MOST_DEPTH) throw new TooLarge();
  }

  private objectOf(value: object, node: FieldNode, depth: number): Plain | undefined {
    if (value instanceof Date) return value.getTime();
    if (value instanceof Map) return this.objectOf(Object.fromEntries(value) as object, node, depth);
    if (Array.isArray(value) || value instanceof Set)
      return Array.from(value, (member: unknown) => this.plain(member, node.member(), depth + 1) ?? null);
    if ('then' in value && typeof value.then === 'function') return undefined;
    return this.recordOf(value as Readonly<Record<string, unknown>>, node, depth);
  }

  private recordOf(value: Readonly<Record<string, unknown>>, node: FieldNode, depth: number): Plain {
    const typeName = typeNameOf(value, node);
    const parts: [name: string, part: Plain][] = typeName === undefined ? [] : [['__typename', typeName]];
    for (const name of Object.keys(value).sort()) {
      const child = node.child(name, typeName);
      if (child.rule.leaveOut !== undefined) continue;
      const part = this.plain(value[name], child, depth + 1);
      if (part !== undefined) parts.push([name, part]);
    }
    return Object.fromEntries(parts);
  }
}

/** Where several types are possible, GraphQL tells them by their classes, and so does comparing; answers may tell nothing. */
function typeNameOf(value: Readonly<Record<string, unknown>>, { type }: FieldNode): string | undefined {
  if (!isAbstractType(type)) return undefined;
  const named = value['__typename'];
  if (typeof named === 'string') return named;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype ? undefined : prototype.constructor.name;
}

function textOf(text: string, { kind, rule }: FieldNode): Plain {
  if (kind === 'url') return comparableUrl(text, rule.dropParameters ?? []);
  if (kind !== 'time') return text;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : ms;
}
