import type { FeedRequest } from './feed-request.js';

/** Which configuration a page was made with: versions of plan and policy, or `none` without a plan. */
export const configVersion = ({ plan }: Pick<FeedRequest, 'plan'>): string =>
  plan === null ? 'none' : `${plan.version}.${plan.policy.policyVersion}`;
