import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { collectFields } from './collect-fields.js';
import type { CollectScope } from './collect-fields.js';
import { fragmentsOf } from './fragments-of.js';
import { NotCompilable } from './operation-plan.js';
import type { OperationPlan, PlannedField } from './operation-plan.js';

/** Fields of one flattened operation; beyond this the compiled code would be too large to be worth its memory. */
const MAX_PLANNED_FIELDS = 4_000;

/**
 * Flattens one query operation for given values of its condition variables.
 * Throws NotCompilable for mutations, subscriptions, introspection, `__proto__` as a key, and operations that unfold too far.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Readonly<Record<string, unknown>>,
): OperationPlan {
  const rootType = schema.getRootType(operation.operation);
  if (operation.operation !== OperationTypeNode.QUERY || !rootType)
    throw new NotCompilable(operation.operation);
  const planner = new Planner({ schema, fragments: fragmentsOf(document), conditions });
  const fields = planner.plan(rootType, [operation], undefined);
  return { rootType, fields, size: planner.size };
}

class Planner {
  size = 0;

  constructor(private readonly scope: CollectScope) {}

  plan(
    type: GraphQLObjectType,
    owners: readonly (FieldNode | OperationDefinitionNode)[],
    parent: PlannedField | undefined,
  ): PlannedField[] {
    const selectionSets = owners.flatMap(({ selectionSet }) => selectionSet ?? []);
    return [...collectFields(this.scope, type, selectionSets)].map(([responseKey, nodes]) =>
      this.planField(responseKey, type, nodes, parent),
    );
  }

  private planField(
    responseKey: string,
    parentType: GraphQLObjectType,
    nodes: readonly FieldNode[],
    parent: PlannedField | undefined,
  ): PlannedField {
    if (++this.size > MAX_PLANNED_FIELDS) throw new NotCompilable('too many fields');
    if (responseKey === '__proto__') throw new NotCompilable('a response key would set a prototype');
    const field = fieldOf(parentType, nodes[0]?.name.value ?? '');
    const children = new Map<GraphQLObjectType, readonly PlannedField[]>();
    const planned = { responseKey, parentType, field, nodes, parent, children };
    for (const type of this.concreteTypes(field.type)) {
      children.set(type, this.plan(type, nodes, planned));
    }
    return planned;
  }

  private concreteTypes(type: GraphQLOutputType): readonly GraphQLObjectType[] {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return [];
    return isAbstractType(named) ? this.scope.schema.getPossibleTypes(named) : [named].filter(isObjectType);
  }
}

function fieldOf(parentType: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  const field = parentType.getFields()[name] as GraphQLField<unknown, unknown> | undefined;
  if (field) return field;
  const introspection = name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name;
  throw new NotCompilable(introspection ? 'introspection' : 'unknown field');
}
