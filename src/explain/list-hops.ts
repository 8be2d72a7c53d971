import type { PlannedHops, PlannedList } from '../../resolvers/plans.js';
import { callTarget, targetOf, type Ledger } from './ledger.js';
import type { PlanIndex } from './plan-index.js';

/** A list of an operation. */
export interface WalkedList {
  readonly coordinate: string;
  readonly planned: PlannedList;
}

/** Notes what a list asks for, hop by hop; returns how many hops it takes. */
export function askForList(
  ledger: Ledger,
  plans: PlanIndex,
  { coordinate, hops }: { readonly coordinate: string; readonly hops: PlannedHops },
  path: string,
): number {
  for (const [index, asked] of hops.entries()) {
    const asking = {
      hop: index + 1,
      from: index === 0 ? 'request' : `${path} after hop ${index}`,
      isListed: true,
      isExact: false,
      onlyIf: null,
    };
    for (const each of asked) {
      if ('endpoint' in each) {
        const key = each.aboutViewer ? 'once' : `${path} hop ${index}`;
        ledger.ask(callTarget(each.endpoint, each.aboutViewer), key, coordinate, asking);
        continue;
      }
      const { chain, ids, early, onlyIf = null } = each;
      const place = early ? null : plans.placeOf(chain.record, coordinate);
      for (const id of ids) ledger.ask(targetOf(chain), `${path} ${id}`, place, { ...asking, onlyIf });
    }
  }
  return hops.length;
}
