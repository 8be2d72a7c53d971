import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Names of the variables that `@skip` and `@include` use anywhere in a document, in order of appearance. */
export function conditionNamesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given }) => {
      for (const { value } of given ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
}

/** One text for one set of condition values. Values that are not boolean make graphql-js fail, so they only need to differ. */
export function conditionKey(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let key = '';
  for (const name of names) key += variables[name] === true ? '1' : variables[name] === false ? '0' : '-';
  return key;
}
