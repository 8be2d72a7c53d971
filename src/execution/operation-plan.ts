import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';

/** One field of the flattened operation: one response key under one concrete parent type. */
export interface PlannedField {
  readonly responseKey: string;
  /** Concrete type that holds the field. */
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** The nodes of the client's document that were merged into this field, in their order. */
  readonly nodes: readonly FieldNode[];
  /** The field whose value holds this one; absent at the root. */
  readonly parent: PlannedField | undefined;
  /** Fields selected below, by concrete type of the value; empty for leaves. */
  readonly children: ReadonlyMap<GraphQLObjectType, readonly PlannedField[]>;
}

/** An operation with fragments, merges and conditions worked out: what graphql-js collects while it runs, done once. */
export interface OperationPlan {
  readonly rootType: GraphQLObjectType;
  readonly fields: readonly PlannedField[];
  /** Number of planned fields in the whole tree. */
  readonly size: number;
}

/** Thrown when an operation cannot be compiled with the meaning graphql-js gives it; it is interpreted instead. */
export class NotCompilable extends Error {
  override readonly name = 'NotCompilable';
}
