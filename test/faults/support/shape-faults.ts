import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  typeFromAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';

/** Checks answers to one document against the schema. */
export class AnswerShape {
  private readonly document: DocumentNode;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    text: string,
  ) {
    this.document = parse(text);
    const fragments = this.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(
      (fragments as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** What keeps `data` from being a good answer, by path; empty when nothing does. */
  faults(data: unknown): string[] {
    const operation = this.document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const query = this.schema.getQueryType();
    if (operation?.kind !== Kind.OPERATION_DEFINITION || !query) return ['no query'];
    return this.ofObject(query, operation.selectionSet, data, '');
  }

  private ofObject(
    type: GraphQLObjectType,
    selected: SelectionSetNode,
    value: unknown,
    path: string,
  ): string[] {
    if (typeof value !== 'object' || value === null) return [`${path}: no object`];
    const record = value as Record<string, unknown>;
    return selected.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const key = selection.alias?.value ?? name;
        const field = type.getFields()[name];
        if (!field) return record[key] === type.name ? [] : [`${path}.${key}: ${String(record[key])}`];
        return this.ofValue(field.type, selection.selectionSet, record[key], `${path}.${key}`);
      }
      const part =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      if (!part || !this.applies(part, type)) return [];
      return this.ofObject(type, part.selectionSet, value, path);
    });
  }

  private applies(
    { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
    type: GraphQLObjectType,
  ): boolean {
    return !typeCondition || typeFromAST(this.schema, typeCondition) === type;
  }

  private ofValue(
    type: GraphQLOutputType,
    selected: SelectionSetNode | undefined,
    value: unknown,
    path: string,
  ): string[] {
    if (value === undefined) return [`${path}: absent`];
    if (value === null) return isNonNullType(type) ? [`${path}: null`] : [];
    const inner = getNullableType(type);
    if (isListType(inner)) {
      if (!Array.isArray(value)) return [`${path}: no list`];
      return value.flatMap((member, index) =>
        this.ofValue(inner.ofType, selected, member, `${path}.${index}`),
      );
    }
    if (isLeafType(inner)) return [];
    const name = (value as { __typename?: string }).__typename ?? getNamedType(inner).name;
    const object = this.schema.getType(name) as GraphQLObjectType;
    return selected ? this.ofObject(object, selected, value, path) : [];
  }
}
