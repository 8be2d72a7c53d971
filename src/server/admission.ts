import { Kind } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { GatewayRequest } from '../execution/apollo-gateway.js';
import { MAX_COST, MAX_LIST_ARGUMENT } from '../execution/limits/document-limits.js';
import { OperationCosts } from '../execution/limits/operation-cost.js';
import type { PageSizes } from '../execution/limits/operation-cost.js';
import { refusal } from '../refusal.js';
import type { ApolloContext } from './exchange.js';
import { createRateLimit, type RateVerdict } from './rate-limit.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** What decides whether an operation runs. */
export interface AdmissionOptions {
  readonly schema: GraphQLSchema;
  /** Limits that depend on variables are on. */
  readonly limited: boolean;
  readonly pageSizes: PageSizes;
  /** 0: no limit. */
  readonly rateLimitCostPerS: number;
  readonly trustedDocuments: TrustedDocuments;
  readonly now: () => number;
}

/** The verdict where no rate is limited. */
const WITHIN: RateVerdict = { kind: 'within' };

/** Lets a validated operation run, or throws the refusal that the client gets. */
export type Admit = (request: GatewayRequest) => void;

/**
 * Creates the checks between validation and execution. They are made for every request, as validation is skipped for
 * documents seen before and never sees variables.
 */
export function createAdmission(options: AdmissionOptions): Admit {
  const costs = new OperationCosts(options.schema, options.pageSizes);
  const rate =
    options.rateLimitCostPerS > 0 ? createRateLimit(options.rateLimitCostPerS, options.now) : undefined;
  return ({ request, document, operation, source, context }) => {
    const { exchange, scope } = context as ApolloContext;
    exchange.isTrusted = options.trustedDocuments.has(source);
    options.trustedDocuments.require(source);
    if (!options.limited && !rate) return;
    const { objects, longestList } = costs.costOf(document, operation, request.variables ?? {});
    if (options.limited) {
      refuseSeveralOperations(
        document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length,
      );
      refuseLongList(longestList);
      if (objects > MAX_COST) {
        const message = `The operation asks for up to ${objects} objects; ${MAX_COST} are allowed.`;
        throw refusal('QUERY_TOO_COMPLEX', { message, reason: 'MAX_COST' });
      }
    }
    const verdict = rate?.charge(exchange.caller, objects) ?? WITHIN;
    if (verdict.kind === 'within') return;
    scope.rateExceeded?.();
    if (verdict.kind === 'refused') {
      throw refusal('RATE_LIMITED', { headers: { 'retry-after': String(verdict.retryAfterS) } });
    }
  };
}

function refuseSeveralOperations(count: number): void {
  if (count <= 1) return;
  const message = 'A document may hold one operation.';
  throw refusal('GRAPHQL_VALIDATION_FAILED', { message, reason: 'MAX_OPERATIONS' });
}

function refuseLongList(length: number): void {
  if (length <= MAX_LIST_ARGUMENT) return;
  const message = `A list argument takes at most ${MAX_LIST_ARGUMENT} values.`;
  throw refusal('BAD_USER_INPUT', { message, reason: 'MAX_LIST_ARGUMENT' });
}
