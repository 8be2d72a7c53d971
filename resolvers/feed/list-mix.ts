import { mix } from '../../mixing/mix.js';
import type { ListSource, MixInput, MixOutput } from '../../mixing/mix.types.js';
import { exposedAmong, type LastSeen } from '../../mixing/soft-exposure.js';
import type { GatewayContext } from '../gateway-context.js';
import { countDrops } from './count-mixing.js';
import type { Contents } from './contents.js';
import type { Details } from './details.js';
import { FactFinder } from './facts.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';
import { pinQuery } from './pin-query.js';

/** The list of a tier below PRIMARY: it is mixed already. */
export interface ReadyList {
  readonly source: Exclude<ListSource, 'ALGORITHM'>;
  /** Content keys, best first. */
  readonly keys: readonly string[];
  readonly contents: Contents;
  readonly details: Details;
  /** When the viewer saw a content: that goes last. */
  readonly lastSeen: LastSeen;
}

/**
 * Makes a page of a list that is mixed already: its order is kept, without slots, rules and backfill. What may not be shown and
 * what the session has been served leave it.
 */
export function mixList(
  request: FeedRequest,
  { source, keys, contents, details, lastSeen }: ReadyList,
  needs: Needs,
  ctx: GatewayContext,
): { readonly input: MixInput; readonly output: MixOutput } {
  const { served, tail, early } = request.session.state;
  const input: MixInput = {
    query: pinQuery(request, null, '', ctx).query,
    policy: { ...request.policy, rules: [], exposureRelax: true },
    slots: [],
    entry: [],
    algorithm: keys.map((key) => ({ key, trace: null, reason: null })),
    listSource: source,
    backfill: [],
    facts: new FactFinder(request, contents, details, needs, ctx).all(keys),
    served,
    tail,
    early,
    exposed: exposedAmong(keys, lastSeen),
    capped: new Set(),
  };
  const output = mix(input);
  countDrops(output, ctx);
  return { input, output };
}
