import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  FragmentSpreadNode,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** What a selection set is read against. */
export interface CollectScope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced values of the variables that `@skip` and `@include` use. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/**
 * Groups the fields of selection sets that belong to one object type by response key, in the order of first appearance.
 * The same walk as graphql-js makes at run time: a fragment counts once per selection set, skipped spreads do not count.
 */
export function collectFields(
  scope: CollectScope,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(scope, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const group = groups.get(key);
        if (group) group.push(selection);
        else groups.set(key, [selection]);
      } else {
        const body = selection.kind === Kind.FRAGMENT_SPREAD ? spread(scope, visited, selection) : selection;
        if (body && applies(scope, body, type)) collect(body.selectionSet.selections);
      }
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet.selections);
  return groups;
}

function spread(
  scope: CollectScope,
  visited: Set<string>,
  node: FragmentSpreadNode,
): FragmentDefinitionNode | undefined {
  const name = node.name.value;
  if (visited.has(name)) return undefined;
  visited.add(name);
  return scope.fragments.get(name);
}

function isIncluded({ conditions }: CollectScope, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, conditions)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.['if'] !== false;
}

function applies(
  { schema }: CollectScope,
  fragment: FragmentDefinitionNode | InlineFragmentNode,
  type: GraphQLObjectType,
): boolean {
  if (!fragment.typeCondition) return true;
  const condition = typeFromAST(schema, fragment.typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
