import type { GraphQLResolveInfo } from 'graphql';

/** What compiled code carries in place of the context, for one execution. */
export interface CompiledRun {
  /** The context of the request, as resolvers expect it. */
  readonly contextValue: unknown;
  /** Coerced variables. */
  readonly variables: Record<string, unknown>;
  /** Concrete types of the values of interfaces and unions, found before compiled code asks for them. */
  readonly typeNames: Map<unknown, string>;
  /** What resolvers threw before they returned anything, promises included. */
  thrownAtOnce?: Set<unknown>;
}

/** The resolve info that compiled code builds, before the values of one execution are put in. */
export type CompiledInfo = Omit<GraphQLResolveInfo, 'variableValues'> & {
  variableValues: Record<string, unknown>;
  /** Arguments of the field for the given variables; throws what graphql-js throws. */
  readonly argumentsFor: (variables: Record<string, unknown>) => Record<string, unknown>;
};
