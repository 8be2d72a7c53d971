import { compileQuery, isCompiledQuery } from 'graphql-jit';
import {
  getArgumentValues,
  isLeafType,
  Kind,
  Location,
  OperationTypeNode,
  Source,
  Token,
  TokenKind,
} from 'graphql';
import type {
  ExecutionResult,
  FieldNode,
  GraphQLLeafType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { CompiledInfo, CompiledRun } from './compiled-run.js';
import { NotCompilable } from './operation-plan.js';
import type { OperationPlan, PlannedField } from './operation-plan.js';
import { fragmentsOf } from './plan-operation.js';
import { repairErrors } from './repair-errors.js';
import { LeafFailure } from './leaf-failure.js';
import type { DocumentNode } from 'graphql';

/** Written documents have no text. */
const NO_SOURCE = new Source('');

/** One operation as code, for one set of condition values. */
export type CompiledOperation = (run: CompiledRun) => Promise<ExecutionResult> | ExecutionResult;

/** The client's operation a plan was made from; resolvers see it in their info. */
export interface CompileSource {
  /** The schema resolvers know. */
  readonly schema: GraphQLSchema;
  /** Its copy made by compileSchemaOf. */
  readonly compileSchema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Compiles a plan with graphql-jit; throws NotCompilable when that fails. Takes some milliseconds of CPU. */
export function compilePlan(plan: OperationPlan, source: CompileSource): CompiledOperation {
  const fields: PlannedField[] = [];
  const byNode = new Map<FieldNode, PlannedField>();
  const write = (field: PlannedField): FieldNode => {
    const children = writeChildren(field, write);
    const node: FieldNode = {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: field.responseKey },
      name: { kind: Kind.NAME, value: field.field.name },
      loc: ordinalLocation(fields.length),
      ...(children.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections: children } }),
    };
    fields.push(field);
    byNode.set(node, field);
    return node;
  };
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        selectionSet: { kind: Kind.SELECTION_SET, selections: plan.fields.map(write) },
      },
    ],
  };
  const constants = infoConstants(source);
  const compiled = compileQuery(source.compileSchema, document, undefined, {
    disablingCapturingStackErrors: true,
    customSerializers: serializersOf(source.schema),
    resolverInfoEnricher: ({ fieldNodes }) => ({
      ...constants,
      ...(fieldNodes[0] && infoOf(byNode.get(fieldNodes[0]))),
    }),
  });
  if (!isCompiledQuery(compiled)) {
    throw new NotCompilable('graphql-jit failed', { cause: compiled.errors?.[0] });
  }
  const { query } = compiled;
  const repair = (result: ExecutionResult) => (result.errors ? repairErrors(result, fields) : result);
  return (run) => {
    const result = query(undefined, run, undefined);
    return result instanceof Promise ? result.then(repair) : repair(result);
  };
}

/** A location whose line is the field's ordinal: graphql-jit puts it into every error it makes for that field. */
function ordinalLocation(ordinal: number): Location {
  const token = new Token(TokenKind.NAME, 0, 0, ordinal, 0);
  return new Location(token, token, NO_SOURCE);
}

function writeChildren(field: PlannedField, write: (field: PlannedField) => FieldNode): SelectionNode[] {
  const isConcrete = field.children.size === 1;
  return [...field.children].flatMap(([type, children]): readonly SelectionNode[] => {
    if (isConcrete || children.length === 0) return children.map(write);
    const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } } as const;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition,
        selectionSet: { kind: Kind.SELECTION_SET, selections: children.map(write) },
      },
    ];
  });
}

function infoConstants({ schema, document, operation }: CompileSource) {
  return { schema, operation, fragments: Object.fromEntries(fragmentsOf(document)) };
}

function infoOf(planned: PlannedField | undefined): Partial<CompiledInfo> | undefined {
  if (!planned) return undefined;
  const { field, nodes, parentType } = planned;
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    argumentsFor: argumentsOf(planned),
  };
}

/** Arguments are computed once per execution, as all values of one list share them; each call gets its own copy. */
function argumentsOf({ field, nodes: [node] }: PlannedField): CompiledInfo['argumentsFor'] {
  if (field.args.length === 0 || !node) return () => ({});
  let knownFor: object | undefined;
  let known: Record<string, unknown> = {};
  return (variables) => {
    if (knownFor !== variables) {
      known = getArgumentValues(field, node, variables);
      knownFor = variables;
    }
    return { ...known };
  };
}

function serializersOf(schema: GraphQLSchema): Record<string, (value: unknown) => unknown> {
  return Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(isLeafType)
      .map((type) => [type.name, serializerOf(type)]),
  );
}

function serializerOf(type: GraphQLLeafType): (value: unknown) => unknown {
  return (value) => {
    let serialized: unknown;
    try {
      serialized = type.serialize(value);
    } catch (thrown) {
      throw new LeafFailure(thrown);
    }
    if (serialized != null) return serialized;
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    const text = `Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`;
    throw new LeafFailure(new Error(text));
  };
}
