import { getNullableType, isListType, Kind } from 'graphql';
import type { FieldNode, GraphQLField, OperationDefinitionNode, ValueNode } from 'graphql';

/** Variables as the client sent them. */
export type RawVariables = Readonly<Record<string, unknown>>;

/** Reads from the arguments of one request how many objects its fields ask for. */
export class SizeReader {
  /** Names of the variables that decided a size. */
  readonly used = new Set<string>();
  /** Values in the longest list given as an argument. */
  longestList = 0;

  constructor(
    readonly operation: OperationDefinitionNode,
    private readonly variables: RawVariables,
  ) {}

  /**
   * The number of objects that the arguments of a field ask for: `first`, clamped to the largest page, or the length of
   * a list such as `ids`. Nothing when no argument says so.
   */
  askedSize(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    maxPage: number | undefined,
  ): number | undefined {
    let size: number | undefined;
    for (const argument of field.args) {
      const isList = isListType(getNullableType(argument.type));
      if (!isList && argument.name !== 'first') continue;
      const given = node.arguments?.find(({ name }) => name.value === argument.name);
      const value = given && this.valueOf(given.value);
      size = isList ? this.listSize(value) : pageSize(value ?? argument.defaultValue, maxPage);
    }
    return size;
  }

  private listSize(value: unknown): number {
    const size = Array.isArray(value) ? value.length : 1;
    this.longestList = Math.max(this.longestList, size);
    return size;
  }

  /** A literal or variable as far as sizes need it: whole numbers, and lists by their length. */
  private valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.LIST) return node.values;
    if (node.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    this.used.add(name);
    if (Object.hasOwn(this.variables, name)) return this.variables[name];
    const definition = this.operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === name,
    );
    return definition?.defaultValue && this.valueOf(definition.defaultValue);
  }
}

function pageSize(value: unknown, maxPage: number | undefined): number {
  const size = typeof value === 'number' ? Math.max(1, value) : (maxPage ?? 1);
  return Math.min(size, maxPage ?? Infinity);
}
