import type { Findings } from './difference.js';
import type { FieldNode } from './field-guide.js';
import { brokenInvariants, type RankedPage } from './ranked-page.js';
import { idsOf, kendallTau, pinsOf } from './ranked.js';

/** At the end of a list, equals change places with items that are on it no more. */
const SLACK = 3;
/** Equals change places with neighbours: below this, over as many common items, the order is another one. */
const LEAST_TAU = 0.5;
const LEAST_COMMON = 5;

/** What no two writings of one ranking may differ in, on one page; how they are ordered in general is measured over many. */
export function diffRanked(
  node: FieldNode,
  served: RankedPage,
  candidate: RankedPage,
  mode: 'same' | 'different',
  found: Findings,
): void {
  const items = node.child('items');
  if (served.tellsPins && candidate.tellsPins)
    diffPins(items.member().child('pinnedAt'), served, candidate, found);
  diffInvariants(items, served, candidate, found);
  if (mode === 'same') diffRanking(items, served, candidate, found);
}

function diffPins(node: FieldNode, served: RankedPage, candidate: RankedPage, found: Findings): void {
  const [pins, others] = [pinsOf(served), pinsOf(candidate)];
  for (const [id, place] of pins) {
    const other = others.get(id);
    if (other === undefined) found.add('missing', node, place, undefined);
    else if (other !== place) found.add('order', node, place, other);
  }
  for (const [id, place] of others) if (!pins.has(id)) found.add('extra', node, undefined, place);
}

/** What the candidate breaks and the served page does not. */
function diffInvariants(items: FieldNode, served: RankedPage, candidate: RankedPage, found: Findings): void {
  const allowed = brokenInvariants(served);
  const broken = brokenInvariants(candidate).filter((name) => !allowed.includes(name));
  const member = items.member();
  if (broken.includes('duplicate')) found.addShown('extra', member.at, 'each once', 'one twice');
  if (broken.includes('ineligible')) found.add('value', member.child('eligible'), true, false);
  if (broken.includes('pin'))
    found.addShown('order', member.child('pinnedAt').at, 'pins in place', 'a pin out of place');
  if (broken.includes('minCount')) addCount(items, served, candidate, found);
}

function diffRanking(items: FieldNode, served: RankedPage, candidate: RankedPage, found: Findings): void {
  const [a, b] = [idsOf(served.items), idsOf(candidate.items)];
  if (a.length !== b.length) addCount(items, served, candidate, found);
  const lost = lostFrom(a, b);
  if (lost) found.addShown('missing', items.member().at, `place ${lost.place}`, 'missing');
  const added = lostFrom(b, a);
  if (added) found.addShown('extra', items.member().at, 'missing', `place ${added.place}`);
  const tau = kendallTau(a, b);
  if (tau !== null && tau < LEAST_TAU && a.filter((id) => b.includes(id)).length >= LEAST_COMMON)
    found.addShown('order', items.at, `${a.length} in order`, `τ ${tau.toFixed(2)}`);
}

/** The first item that stands well inside one list and nowhere in the other. */
function lostFrom(list: readonly string[], other: readonly string[]): { readonly place: number } | null {
  const place = list.slice(0, Math.max(0, list.length - SLACK)).findIndex((id) => !other.includes(id));
  return place < 0 ? null : { place };
}

const addCount = (items: FieldNode, served: RankedPage, candidate: RankedPage, found: Findings): void =>
  found.addShown('count', items.at, `list of ${served.items.length}`, `list of ${candidate.items.length}`);
