import { Kind, Location, OperationTypeNode, Source, Token, TokenKind } from 'graphql';
import type { DocumentNode, FieldNode, SelectionNode } from 'graphql';
import type { OperationPlan, PlannedField } from './operation-plan.js';

/** A plan as a document without fragments, merges, conditions, arguments and variables, for graphql-jit to compile. */
export interface WrittenPlan {
  readonly document: DocumentNode;
  /** The planned fields by ordinal; see `ordinalOf`. */
  readonly fields: readonly PlannedField[];
  readonly byNode: ReadonlyMap<FieldNode, PlannedField>;
}

/** Written documents have no text. */
const NO_SOURCE = new Source('');

/** Writes a plan as a document. The location of each field is its ordinal, which errors of compiled code then carry. */
export function writePlan(plan: OperationPlan): WrittenPlan {
  const fields: PlannedField[] = [];
  const byNode = new Map<FieldNode, PlannedField>();
  const write = (field: PlannedField): FieldNode => {
    const selections = writeChildren(field, write);
    const node: FieldNode = {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: field.responseKey },
      name: { kind: Kind.NAME, value: field.field.name },
      loc: ordinalLocation(fields.length),
      ...(selections.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
    };
    fields.push(field);
    byNode.set(node, field);
    return node;
  };
  const selectionSet = { kind: Kind.SELECTION_SET, selections: plan.fields.map(write) } as const;
  const operation = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    selectionSet,
  } as const;
  return { document: { kind: Kind.DOCUMENT, definitions: [operation] }, fields, byNode };
}

/** The ordinal of the field that a location made by `writePlan` stands for. */
export function ordinalOf(location: { readonly line: number } | undefined): number {
  return location?.line ?? -1;
}

function ordinalLocation(ordinal: number): Location {
  const token = new Token(TokenKind.NAME, 0, 0, ordinal, 0);
  return new Location(token, token, NO_SOURCE);
}

/** Fields of the one concrete type, or one inline fragment for each. */
function writeChildren(field: PlannedField, write: (field: PlannedField) => FieldNode): SelectionNode[] {
  const isConcrete = field.children.size === 1;
  return [...field.children].flatMap(([type, children]): readonly SelectionNode[] => {
    const selections = children.map(write);
    if (isConcrete || selections.length === 0) return selections;
    const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } } as const;
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
  });
}
