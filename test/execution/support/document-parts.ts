import type { GraphQLCompositeType, GraphQLInputType } from 'graphql';

/** A named fragment of a generated document. */
export interface Fragment {
  readonly name: string;
  readonly type: GraphQLCompositeType;
  readonly text: string;
  readonly uses: Uses;
}

/** What a part of a document refers to. */
export interface Uses {
  readonly variables: Set<string>;
  readonly fragments: Set<Fragment>;
}

/** A variable of a generated document. */
export interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultText: string | undefined;
}

/** All variables used by a part, its fragments included. */
export function variablesOf({ variables, fragments }: Uses): ReadonlySet<string> {
  return new Set([...variables, ...[...fragments].flatMap((fragment) => [...variablesOf(fragment.uses)])]);
}
