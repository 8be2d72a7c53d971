import {
  getNamedType,
  isCompositeType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** What a field's selection asks for, so that nothing else is loaded. */
export interface Selection {
  /** Whether a schema coordinate (`Product.pricing`) is selected anywhere below. */
  has(coordinate: string): boolean;
  /** The largest value of an integer argument over all uses of a coordinate; `unset` where one leaves it out. */
  largest(coordinate: string, argument: string, unset: number): number;
}

type Arguments = Readonly<Record<string, number | undefined>>;

/** Selections without variables, computed once for each field of a document. */
const constant = new WeakMap<FieldNode, Selection>();

/** A field with all that its selection is read by. */
export type SelectedField = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'returnType' | 'fragments' | 'schema' | 'variableValues'
>;

/** The selection below the field being resolved. */
export function selectionOf(info: SelectedField): Selection {
  const [first] = info.fieldNodes;
  const known = info.fieldNodes.length === 1 && first ? constant.get(first) : undefined;
  if (known) return known;
  const collector = new Collector(info);
  for (const node of info.fieldNodes) collector.collect(node.selectionSet, getNamedType(info.returnType));
  const selection = collector.selection();
  if (!collector.usedVariables && info.fieldNodes.length === 1 && first) constant.set(first, selection);
  return selection;
}

class Collector {
  usedVariables = false;
  private readonly uses = new Map<string, Arguments[]>();

  constructor(private readonly info: SelectedField) {}

  collect(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined): void {
    for (const node of set?.selections ?? []) {
      if (!this.included(node.directives ?? [])) continue;
      if (node.kind === Kind.FIELD) this.field(node, parent);
      else if (node.kind === Kind.INLINE_FRAGMENT)
        this.collect(node.selectionSet, this.typeNamed(node.typeCondition?.name.value) ?? parent);
      else {
        const fragment = this.info.fragments[node.name.value];
        this.collect(fragment?.selectionSet, this.typeNamed(fragment?.typeCondition.name.value));
      }
    }
  }

  selection(): Selection {
    const { uses } = this;
    return {
      has: (coordinate) => uses.has(coordinate),
      largest: (coordinate, argument, unset) =>
        Math.max(...(uses.get(coordinate) ?? []).map((given) => given[argument] ?? unset)),
    };
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined): void {
    const field = parent && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field || !parent) return; // __typename
    const coordinate = `${parent.name}.${node.name.value}`;
    const uses = this.uses.get(coordinate);
    const given = this.integers(node);
    if (uses) uses.push(given);
    else this.uses.set(coordinate, [given]);
    const type = getNamedType(field.type);
    if (isCompositeType(type)) this.collect(node.selectionSet, type);
  }

  private integers(node: FieldNode): Arguments {
    const given: Record<string, number | undefined> = {};
    for (const { name, value } of node.arguments ?? []) {
      if (value.kind === Kind.INT) given[name.value] = Number(value.value);
      else if (value.kind === Kind.VARIABLE) {
        this.usedVariables = true;
        const variable = this.info.variableValues[value.name.value];
        if (typeof variable === 'number') given[name.value] = variable;
      }
    }
    return given;
  }

  private included(directives: NonNullable<FieldNode['directives']>): boolean {
    return directives.every(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return true;
      const condition = given?.[0]?.value;
      if (condition?.kind === Kind.VARIABLE) {
        this.usedVariables = true;
        return (this.info.variableValues[condition.name.value] === true) === (name.value === 'include');
      }
      return condition?.kind !== Kind.BOOLEAN || condition.value === (name.value === 'include');
    });
  }

  private typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.info.schema.getType(name);
  }
}
