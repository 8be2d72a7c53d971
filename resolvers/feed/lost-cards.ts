import { typeOfKey } from '../../mixing/content-key.js';
import { pinCandidates } from '../../mixing/pin-candidates.js';
import { reasonOf } from '../../datasources/chain/reason.js';
import type { GatewayContext } from '../gateway-context.js';
import { outcomeOf } from './contents.js';
import { cardRoom, cardVideo } from './feed.chains.js';
import type { MixedPage } from './tier-page.js';

/**
 * Notes the cards that left their places to others because no source had their contents: those of the slots of this page, and
 * those that the algorithm ranked before the last one placed. Deeper ones are missed by nobody.
 */
export function noteLostCards(page: MixedPage, { datasources }: GatewayContext): void {
  for (const key of wantedKeys(page)) {
    const outcome = outcomeOf(key, page.contents);
    if (outcome?.kind !== 'fail' || outcome.cls === 'NOT_CONFIGURED') continue;
    const { coordinate } = typeOfKey(key) === 'LIVE' ? cardRoom : cardVideo;
    datasources.serving.degradation.note({ coordinate, source: null, reason: reasonOf(outcome.cls) });
  }
}

/** What would stand on the page if everything could be read. */
function wantedKeys({ input, output }: MixedPage): ReadonlySet<string> {
  const placed = new Set(output.items.map(({ key }) => key));
  const isFull = output.items.length >= input.query.pageSize;
  const last = input.algorithm.findLastIndex(({ key }) => placed.has(key));
  const ranked = isFull ? input.algorithm.slice(0, last + 1) : input.algorithm;
  return new Set([...pinCandidates(input, input.capped), ...ranked.map(({ key }) => key)]);
}
