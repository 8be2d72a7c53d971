import { isRetried } from '../../../datasources/guard/failure-policy.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import type { Guarding } from '../../../datasources/guard/guarding.js';

/** Every call that may be tried again is, with no budget and no breaker between: the most that one request can cause. */
export const RETRYING: Guarding = {
  of: () => ({
    async read({ budgetMs, attempt }) {
      const once = async (isSecond: boolean) => {
        try {
          return { kind: 'ok', value: await attempt(budgetMs, isSecond) } as const;
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
          return { kind: 'fail', cls: error.cls, retryAfterMs: error.retryAfterMs, asked: true } as const;
        }
      };
      const first = await once(false);
      return first.kind === 'fail' && isRetried(first.cls) ? once(true) : first;
    },
  }),
};
