import type { GraphQLObjectType } from 'graphql';
import { ANSWER_ROOT } from '../../../rollout/comparing/compare-answers.js';
import type { FieldGuide, FieldNode } from '../../../rollout/comparing/field-guide.js';
import { Normaliser, TooLarge } from '../../../rollout/comparing/normalise.js';
import type { Observed, Plain } from '../../../rollout/comparing/observation.js';
import { Worklist, type Steps } from '../../../rollout/comparing/worklist.js';
import type { OperationPlan, PlannedField } from '../../execution/operation-plan.js';

type JsonObject = Readonly<Record<string, unknown>>;
type Children = PlannedField['children'];

/**
 * The data of an answer as two of them are compared: under the names of the schema instead of the client's own, so that aliases
 * are gone, and objects of interfaces and unions say their type. What was asked for several times under several aliases is a
 * list, in the order of the document. A member of a list at each step.
 */
export function* readData(data: JsonObject, plan: OperationPlan, guide: FieldGuide): Steps<Observed> {
  const reader = new DataReader();
  try {
    const value = reader.object(data, [plan.rootType, plan.fields], guide.root(ANSWER_ROOT), 0);
    yield* reader.work.steps();
    return { kind: 'value', value };
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'failed', cls: 'TOO_LARGE' };
    throw error;
  }
}

type Typed = readonly [type: GraphQLObjectType, fields: readonly PlannedField[]];

class DataReader {
  readonly work = new Worklist();
  private readonly values = new Normaliser();

  object(object: JsonObject, [type, fields]: Typed, node: FieldNode, depth: number): Plain {
    this.values.count(depth);
    const plain: Record<string, Plain> = {};
    for (const [name, same] of byName(fields)) {
      const child = node.child(name, type.name);
      if (child.rule.leaveOut !== undefined) continue;
      const [first] = same;
      if (same.length === 1 && first)
        plain[name] = this.value(object[first.responseKey], first.children, child, depth + 1);
      else
        plain[name] = same.map(({ responseKey, children }) =>
          this.value(object[responseKey], children, child.member(), depth + 2),
        );
    }
    return plain;
  }

  private value(value: unknown, children: Children, node: FieldNode, depth: number): Plain {
    if (children.size === 0 || typeof value !== 'object' || value === null)
      return this.values.plain(value, node, depth) ?? null;
    if (Array.isArray(value)) return this.list(value, children, node, depth);
    const object = value as JsonObject;
    const typed = typeOf(object, children);
    const plain = this.object(object, typed, node, depth);
    return children.size > 1 ? { ...(plain as object), __typename: typed[0].name } : plain;
  }

  private list(list: readonly unknown[], children: Children, node: FieldNode, depth: number): Plain {
    this.values.count(depth);
    const members: Plain[] = list.map(() => null);
    for (const [index, member] of list.entries())
      this.work.add(() => (members[index] = this.value(member, children, node.member(), depth + 1)));
    return members;
  }
}

const BY_NAME = new WeakMap<readonly PlannedField[], ReadonlyMap<string, readonly PlannedField[]>>();

/** Without `__typename`: what it says is known. */
function byName(fields: readonly PlannedField[]): ReadonlyMap<string, readonly PlannedField[]> {
  let known = BY_NAME.get(fields);
  if (!known) {
    const told = fields.filter(({ field }) => field.name !== '__typename');
    known = Map.groupBy(told, ({ field }) => field.name);
    BY_NAME.set(fields, known);
  }
  return known;
}

/** Told by `__typename` where it was asked for, else by the keys; where several types fit, the first: they hold the same. */
function typeOf(object: JsonObject, children: Children): Typed {
  const all = [...children];
  const [first] = all;
  if (!first) throw new Error('an object without a type');
  if (all.length === 1) return first;
  const keys = Object.keys(object).join();
  const fits = ([type, fields]: Typed): boolean =>
    keys === fields.map(({ responseKey }) => responseKey).join() && saysSo(object, type, fields);
  return all.find(fits) ?? first;
}

const saysSo = (object: JsonObject, type: GraphQLObjectType, fields: readonly PlannedField[]): boolean =>
  fields.every(({ responseKey, field }) => field.name !== '__typename' || object[responseKey] === type.name);
