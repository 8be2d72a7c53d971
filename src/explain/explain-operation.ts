import { LEAST_USEFUL_MS } from '../../datasources/http/hop-budget.js';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { coerceVariables } from '../execution/coerce-variables.js';
import { fragmentsOf } from '../execution/fragments-of.js';
import { assumeVariables } from './assumed-variables.js';
import { budgetsOf, type Budgets } from './budgets.js';
import { cacheControlOf, privacyOf } from './caching.js';
import type { ExplainedCalls, ExplainedHop, Explanation } from './explanation.types.js';
import type { PlanIndex } from './plan-index.js';
import {
  anonymousRows,
  batchesOf,
  callsFor,
  callsOf,
  hopsIn,
  rowsOf,
  totalCalls,
  wavesOf,
  type Row,
} from './rows.js';
import { Walk } from './walk.js';
import { worstCaseOf } from './worst-case.js';

/** A validated operation to explain. */
export interface ExplainRequest {
  readonly schema: GraphQLSchema;
  readonly plans: PlanIndex;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As a client would send them; what is missing is assumed. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Milliseconds that the request may take. */
  readonly deadlineMs: number;
}

/**
 * Says what an operation asks of the upstreams, without asking them.
 * @throws GraphQLError BAD_USER_INPUT when a variable does not fit
 */
export function explainOperation(request: ExplainRequest): Explanation {
  const { schema, plans, document, operation, deadlineMs } = request;
  const assumed = assumeVariables(schema, operation, request.variables);
  const { coerced, errors } = coerceVariables(schema, operation, assumed.variables, false);
  if (errors?.[0]) throw errors[0];
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation} operations.`);
  const { selectionSet } = operation;
  const scope = { schema, root, selectionSet, fragments: fragmentsOf(document), variables: coerced ?? {} };
  const walk = new Walk(scope, plans);
  const rows = rowsOf(walk.ledger);
  const { ofRow, ...budget } = budgetsOf(rows, deadlineMs);
  const anonymous = anonymousRows(rows);
  const hops = [...Map.groupBy(rows, ({ hop }) => hop)].map(([hop, group]) => hopOf(hop, group, ofRow));
  return {
    v: 1,
    operation: operation.name?.value ?? null,
    notes: [...assumed.notes, ...walk.notes, ...tooLate(hops)],
    calls: { viewer: totalCalls(rows), anonymous: totalCalls(anonymous) },
    sequentialHops: { viewer: hopsIn(rows), anonymous: hopsIn(anonymous) },
    budget,
    hops,
    afterAnswer: [...walk.lists.values()].flatMap(({ planned }) => planned.after.map(({ id }) => id)),
    worstCase: worstCaseOf(rows, walk.lists, plans),
    cacheControl: cacheControlOf(rows, walk.views, walk.readsMemory),
    privacy: privacyOf(rows),
  };
}

/** With less time nobody is asked. */
const tooLate = (hops: readonly ExplainedHop[]): readonly string[] =>
  hops
    .filter(({ calls }) => calls.some(({ budgetMs }) => budgetMs < LEAST_USEFUL_MS))
    .map(({ hop }) => `hop ${hop} may have no time left: under ${LEAST_USEFUL_MS} ms nobody is asked.`);

function hopOf(hop: number, rows: readonly Row[], ofRow: Budgets['ofRow']): ExplainedHop {
  const calls = rows.map((row) => rowOf(row, ofRow));
  return { hop, budgetMs: Math.max(...rows.map((row) => ofRow.get(row)?.wholeMs ?? 0)), calls };
}

function rowOf(row: Row, ofRow: Budgets['ofRow']): ExplainedCalls {
  const { target, turns, onlyIf, isExact, fields } = row;
  const { secondary, maxBatch } = target;
  const sizes = batchesOf(turns, maxBatch ?? Infinity).map(({ length }) => length);
  // Fewer ids than the most may be one larger call: 40 are one, 45 are 23 and 22.
  const largest = isExact
    ? Math.max(...sizes)
    : Math.min(maxBatch ?? 0, Math.max(...turns.map((keys) => keys.length)));
  const { budgetMs = 0, fallbackMs = 0 } = ofRow.get(row) ?? {};
  return {
    endpoint: target.id,
    scope: target.scope,
    forWhom: target.forWhom,
    onlyIf,
    calls: callsOf(row),
    waves: wavesOf(row),
    ids: maxBatch === null ? null : turns.flat().length,
    isExact,
    largestBatch: maxBatch === null ? null : largest,
    timeoutMs: target.timeoutMs,
    budgetMs,
    fallback: secondary && {
      endpoint: secondary.id,
      calls: callsFor(turns, secondary.maxBatch),
      budgetMs: fallbackMs,
    },
    fields,
  };
}
