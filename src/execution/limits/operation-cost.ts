import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../fragments-of.js';
import { SizeReader } from './list-size.js';
import type { RawVariables } from './list-size.js';

/** Costs kept per operation, one for each combination of sizes that clients ask for. */
const MAX_KNOWN = 64;

/** Largest page of a field by coordinate, for example `Query.feed`: what `first` is clamped to. */
export type PageSizes = Readonly<Record<string, number>>;

/** What one operation asks for. */
export interface OperationCost {
  /** Objects in the fullest answer. */
  readonly objects: number;
  /** Values in the longest list given as an argument. */
  readonly longestList: number;
}

interface KnownCosts {
  readonly sizeVariables: readonly string[];
  readonly costs: Map<string, OperationCost>;
}

/**
 * Counts the objects that an operation asks for: one for every object of every page, variables included; leaves are
 * free. Of selections for different concrete types the dearest counts. Time is linear in the text of the document.
 */
export class OperationCosts {
  private readonly known = new WeakMap<OperationDefinitionNode, KnownCosts>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pageSizes: PageSizes,
  ) {}

  /** The cost of a validated operation for the variables as the client sent them. */
  costOf(document: DocumentNode, operation: OperationDefinitionNode, variables: RawVariables): OperationCost {
    const known = this.known.get(operation);
    const key = known && keyOf(known.sizeVariables, variables);
    const remembered = key === undefined ? undefined : known?.costs.get(key);
    if (remembered !== undefined) return remembered;
    const reader = new SizeReader(operation, variables);
    const objects = new CostWalk(this.schema, this.pageSizes, reader, fragmentsOf(document)).cost();
    const cost = { objects, longestList: reader.longestList };
    const costs = known && known.costs.size < MAX_KNOWN ? known.costs : new Map<string, OperationCost>();
    const sizeVariables = [...reader.used];
    costs.set(keyOf(sizeVariables, variables), cost);
    this.known.set(operation, { sizeVariables, costs });
    return cost;
  }
}

function keyOf(names: readonly string[], variables: RawVariables): string {
  return names
    .map((name) => {
      const value = variables[name];
      return Array.isArray(value)
        ? `[${value.length}]`
        : typeof value === 'number'
          ? String(value)
          : typeof value;
    })
    .join();
}

class CostWalk {
  private readonly measured = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pageSizes: PageSizes,
    private readonly reader: SizeReader,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  cost(): number {
    const { operation } = this.reader;
    const root = this.schema.getRootType(operation.operation);
    return root ? this.ofSelections(root, operation.selectionSet, undefined) : 0;
  }

  /** `page` is the size that the field around the selections was asked for, if any. */
  private ofSelections(
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    page: number | undefined,
  ): number {
    let shared = 0;
    const byType = new Map<string, number>();
    for (const selection of selections) {
      const cost = this.ofSelection(type, selection, page);
      const on = this.concreteCondition(type, selection);
      if (on === undefined) shared += cost;
      else byType.set(on, (byType.get(on) ?? 0) + cost);
    }
    return shared + Math.max(0, ...byType.values());
  }

  private ofSelection(
    type: GraphQLCompositeType,
    selection: SelectionNode,
    page: number | undefined,
  ): number {
    if (selection.kind === Kind.FIELD) return this.ofField(type, selection, page);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = this.typeNamed(selection.typeCondition?.name.value) ?? type;
      return this.ofSelections(on, selection.selectionSet, page);
    }
    const fragment = this.fragments.get(selection.name.value);
    const on = this.typeNamed(fragment?.typeCondition.name.value);
    if (!fragment || !on) return 0;
    const key = `${selection.name.value} ${page ?? ''}`;
    const known = this.measured.get(key);
    if (known !== undefined) return known;
    const cost = this.ofSelections(on, fragment.selectionSet, page);
    this.measured.set(key, cost);
    return cost;
  }

  private ofField(type: GraphQLCompositeType, node: FieldNode, page: number | undefined): number {
    if (!node.selectionSet || !('getFields' in type)) return 0;
    const field = type.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined;
    const valueType = field && getNamedType(field.type);
    if (!field || !isCompositeType(valueType)) return 0; // introspection is not counted
    const asked = this.reader.askedSize(field, node, this.pageSizes[`${type.name}.${field.name}`]);
    const isList = isListType(getNullableType(field.type));
    const objects = isList ? (asked ?? page ?? 1) : 1;
    return objects * (1 + this.ofSelections(valueType, node.selectionSet, isList ? undefined : asked));
  }

  /** The one object type that a fragment on an abstract type is for. */
  private concreteCondition(type: GraphQLCompositeType, selection: SelectionNode): string | undefined {
    if (selection.kind === Kind.FIELD || !isAbstractType(type)) return undefined;
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
    const name = fragment?.typeCondition?.name.value;
    return isObjectType(this.typeNamed(name)) ? name : undefined;
  }

  private typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}
