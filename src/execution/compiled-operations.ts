import { LRUCache } from 'lru-cache';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compilePlan, compileTargetOf } from './compile-plan.js';
import type { CompiledOperation, CompileTarget } from './compile-plan.js';
import { conditionNamesOf, conditionKey } from './conditions.js';
import { refuseConflicts } from './plan-conflicts.js';
import { planOperation } from './plan-operation.js';

/** Compiled operations kept, and the planned fields of all together: about 1 KiB of heap each. */
const MAX_COMPILED = 200;
const MAX_COMPILED_FIELDS = 20_000;
/** Sets of condition values tracked for one operation; more combinations than this are interpreted. */
const MAX_VARIANTS = 16;

/** How an operation is known here. */
interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Variables that decide what is included. */
  readonly conditionNames: readonly string[];
  readonly variants: Map<string, Variant>;
}

interface Variant {
  uses: number;
  state: 'interpreted' | 'queued' | 'compiled' | 'refused';
}

/** What the cache takes from its surroundings. */
export interface CompiledOperationsOptions {
  readonly schema: GraphQLSchema;
  /** Executions of one operation, with equal conditions, after which it is compiled. */
  readonly compileAfterUses: number;
  /** Runs a task when the event loop has nothing urgent; setImmediate outside tests. */
  readonly whenIdle: (task: () => void) => void;
  /** Told about every operation that cannot be compiled, and why. */
  readonly onRefused: (reason: unknown) => void;
}

/**
 * The compiled forms of validated operations, by document, operation and condition values.
 * An operation is compiled after some uses, while the loop is idle; until then, and where it cannot be compiled,
 * `find` gives nothing and graphql-js runs it.
 */
export class CompiledOperations {
  private readonly known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, KnownOperation>>();
  private readonly compiled = new LRUCache<Variant, CompiledOperation>({
    max: MAX_COMPILED,
    maxSize: MAX_COMPILED_FIELDS,
    dispose: (_operation, variant) => Object.assign(variant, { uses: 0, state: 'interpreted' }),
  });
  private readonly target: CompileTarget;

  constructor(private readonly options: CompiledOperationsOptions) {
    this.target = compileTargetOf(options.schema);
  }

  /** The compiled form for these coerced variables, if there is one by now; otherwise counts the use. */
  find(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation | undefined {
    const known = this.knownOperation(document, operation);
    const key = conditionKey(known.conditionNames, variables);
    let variant = known.variants.get(key);
    if (!variant) {
      if (known.variants.size >= MAX_VARIANTS) return undefined;
      variant = { uses: 0, state: 'interpreted' };
      known.variants.set(key, variant);
    }
    if (variant.state === 'compiled') return this.compiled.get(variant);
    if (variant.state === 'interpreted' && ++variant.uses >= this.options.compileAfterUses) {
      this.queue(known, variant, variables);
    }
    return undefined;
  }

  /** Drops the compiled forms of a document that has left the document store. */
  forget(document: DocumentNode): void {
    for (const { variants } of this.known.get(document)?.values() ?? []) {
      for (const variant of variants.values()) this.compiled.delete(variant);
    }
    this.known.delete(document);
  }

  private knownOperation(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const operations = this.known.get(document) ?? new Map<OperationDefinitionNode, KnownOperation>();
    this.known.set(document, operations);
    let known = operations.get(operation);
    if (!known) {
      known = { document, operation, conditionNames: conditionNamesOf(document), variants: new Map() };
      operations.set(operation, known);
    }
    return known;
  }

  private queue(known: KnownOperation, variant: Variant, variables: Readonly<Record<string, unknown>>): void {
    variant.state = 'queued';
    const conditions = Object.fromEntries(known.conditionNames.map((name) => [name, variables[name]]));
    this.options.whenIdle(() => {
      if (!this.known.has(known.document)) return;
      try {
        this.compile(known, variant, conditions);
      } catch (reason) {
        variant.state = 'refused';
        this.options.onRefused(reason);
      }
    });
  }

  private compile(
    { document, operation }: KnownOperation,
    variant: Variant,
    conditions: Readonly<Record<string, unknown>>,
  ): void {
    const plan = planOperation(this.options.schema, document, operation, conditions);
    refuseConflicts(plan);
    const compiled = compilePlan(this.target, plan, document, operation);
    this.compiled.set(variant, compiled, { size: Math.max(1, plan.size) });
    variant.state = 'compiled';
  }
}
