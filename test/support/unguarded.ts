import { LEAST_USEFUL_MS } from '../../datasources/http/hop-budget.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import type { Guarding } from '../../datasources/guard/guarding.js';

/**
 * No breaker, no retry, no cap: every read is one attempt. For tests that fail an upstream on purpose, again and again, and
 * count its calls.
 */
export const UNGUARDED: Guarding = {
  of: () => ({
    async read({ budgetMs, attempt }) {
      const asked = budgetMs >= LEAST_USEFUL_MS;
      try {
        return { kind: 'ok', value: await attempt(budgetMs, false) };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { kind: 'fail', cls: error.cls, retryAfterMs: error.retryAfterMs, asked };
      }
    },
  }),
};
