/** One seeded fault: in the compiled `file` of mixing, `find` (which must occur exactly once) becomes `replace`. */
export interface Fault {
  file: string;
  find: string;
  replace: string;
  /** What goes wrong for viewers or operators. */
  breaks: string;
}

function fault(file: string, find: string, replace: string, breaks: string): Fault {
  return { file: `${file}.js`, find, replace, breaks };
}

/** Faults that a careless change could bring in, by the rule they break. */
export const FAULTS: readonly Fault[] = [
  // pages and their end
  fault('page-range', 'SESSION_LIMIT = 300', 'SESSION_LIMIT = 320', 'a session runs past 300 items'),
  fault(
    'page-range',
    'Math.min(Math.trunc(pageSize), MAX_PAGE_SIZE)',
    'Math.trunc(pageSize)',
    'a page has no largest size',
  ),
  fault(
    'judging',
    'Math.min(policy.minCount, clampPageSize(query.pageSize))',
    'policy.minCount',
    'a small full first page is refused',
  ),
  fault(
    'judging',
    'itemCount < minimum',
    'itemCount <= minimum',
    'a first page of exactly minCount items is refused',
  ),
  // slots
  fault(
    'occurrences',
    'b.deck.slot.priority - a.deck.slot.priority',
    'a.deck.slot.priority - b.deck.slot.priority',
    'the weaker slot wins',
  ),
  fault(
    'occurrences',
    '(a.position ?? Infinity) - (b.position ?? Infinity)',
    '(a.position ?? -1) - (b.position ?? -1)',
    'TOP lists come before exact slots of their priority',
  ),
  fault(
    'occurrences',
    'a.deck.slot.id < b.deck.slot.id ? -1 : 1',
    '0',
    'equal slots are served in the order of the plan file',
  ),
  fault(
    'occurrences',
    '!input.early.has(occurrenceId(slot.id, position))',
    'true',
    'a pin that moved up is delivered twice',
  ),
  fault('occurrences', 'TOP_LIMIT = 10', 'TOP_LIMIT = 20', 'TOP lists reach past position 9'),
  fault('occurrences', 'if (!slot.enabled)', 'if (false)', 'disabled slots are served'),
  fault(
    'placements',
    'while (taken.has(offset))',
    'while (false)',
    'RANDOM occurrences fall on one position',
  ),
  fault(
    'placements',
    '`${sessionId}:${slotId}:`',
    '`${slotId}:`',
    'RANDOM positions are the same for everyone',
  ),
  fault('placements', 'nth < max &&', 'nth <= max &&', 'INTERVAL slots appear once too often'),
  fault(
    'pins',
    'if (draft.at(position) !== undefined)',
    'if (false)',
    'a weaker slot replaces a stronger pin',
  ),
  fault('pins', 'if (input.query.offset !== 0)', 'if (false)', 'entry contents are placed on every page'),
  fault('slot-deck', 'now < endAt', 'now <= endAt', 'creatives stay on at endAt'),
  fault('slot-deck', 'startAt <= now', 'startAt < now', 'creatives come on too late'),
  fault('slot-deck', '!this.#input.capped.has(creative.id) && ', '', 'frequency caps are ignored'),
  fault(
    'slot-deck',
    'if (isServed(creative.key, this.#input.served))',
    'if (false)',
    'slots repeat contents of former pages',
  ),
  fault(
    'slot-deck',
    'a.priority - b.priority ||',
    'b.priority - a.priority ||',
    'weaker creatives come first',
  ),
  fault('slot-deck', 'this.slot.respectExposure && ', '', 'every slot hides what the viewer has seen'),
  fault('slot-deck', 'if (!this.#draft.admits(hashes))', 'if (false)', 'slots show re-uploads'),
  fault(
    'slot-deck',
    'this.#hadTurn = true',
    'this.#hadTurn = false',
    'a TOP list ends with its fallback creative',
  ),
  fault(
    'targeting',
    'viewer.crowds === null && hasCrowdCondition',
    'false',
    'crowd creatives are shown to unknown viewers',
  ),
  fault('targeting', 'platforms.length > 0 && ', 'false && ', 'platform targeting is ignored'),
  fault(
    'app-version',
    'return difference > 0;',
    'return difference < 0;',
    'minimum app versions are turned round',
  ),
  // candidates
  fault(
    'eligibility',
    'known?.eligible === true ? known : null',
    'known ?? null',
    'contents that are not eligible are shown',
  ),
  fault(
    'eligibility',
    'served.size > 0 && served.has(fnv1a32(key))',
    'false',
    'contents come again on later pages',
  ),
  fault(
    'candidates',
    'pin === undefined ? admitRanked(key, input, draft.drops) : null',
    'admitRanked(key, input, draft.drops)',
    'pinned contents appear again below their pin',
  ),
  fault('candidates', 'pin.trace = trace;', ';', "pins lose the algorithm's trace"),
  fault(
    'candidates',
    '(exposed.get(a.key) ?? 0) - (exposed.get(b.key) ?? 0)',
    '(exposed.get(b.key) ?? 0) - (exposed.get(a.key) ?? 0)',
    'what was seen last comes back first',
  ),
  fault('page-draft', 'this.#fingerprints.add(item.hashes.dedupeKey);', ';', 're-uploads stand on one page'),
  fault('page-draft', 'tail.length - policy.keyWindow', 'tail.length', 're-uploads come on the next page'),
  fault(
    'candidate-queue',
    'score > choice.score',
    'score >= choice.score',
    'the last of equally good candidates is taken',
  ),
  fault('candidate-queue', 'looked < lookahead', 'looked <= lookahead', 'the search looks too far'),
  fault(
    'placing',
    'input.policy.exposureRelax ?',
    'true ?',
    'seen contents come back where the scene forbids it',
  ),
  // scatter
  fault(
    'placing',
    'judge.occupy(position, choice.hashes.dims);',
    ';',
    'items placed before are not looked at',
  ),
  fault('placing', 'kept: choice.score', 'kept: choice.score + 1', 'relaxation notes blame the wrong rule'),
  fault(
    'frequency-window',
    'const lastEnd = Math.min(values.length - 1, index + window - 1)',
    'const lastEnd = index',
    'pins ahead are not looked at',
  ),
  fault('frequency-window', 'others--', ';', 'neighbours outside the window count'),
  fault('frequency-window', 'let others = 0', 'let others = -1', 'one equal neighbour too many is allowed'),
  fault('frequency-window', 'index - window + 1', 'index - window + 2', 'windows are one position short'),
  fault('scatter-rules', 'window: rule.limit + 1', 'window: rule.limit', 'RUN rules never act'),
  fault(
    'scatter-rules',
    'rule.value === undefined ? null : fnv1a32(rule.value)',
    'null',
    'rules for one value hit every value',
  ),
  fault('scatter-judge', 'if (value === null)', 'if (false)', 'unknown values collide'),
  fault('scatter-judge', '!rule.positions.includes(position)', 'true', 'EXCLUDE rules never act'),
  fault('scatter-judge', 'tail.forEach(', '[].forEach(', 'former pages are not looked at'),
  // the end of a page and the next one
  fault(
    'compaction',
    'page.movedUp.push(occurrenceId(slotId, wanted));',
    ';',
    'pins that moved up are not remembered',
  ),
  fault('compaction', 'draft.range.start + page.items.length', 'wanted', 'pages keep holes'),
  fault(
    'next-state',
    'offset: query.offset + page.items.length',
    'offset: query.offset + query.pageSize',
    'short pages leave a gap in the positions',
  ),
  fault(
    'next-state',
    '.slice(-TAIL_LIMIT)',
    '.slice(0, TAIL_LIMIT)',
    'the oldest items are remembered instead of the last',
  ),
  fault(
    'edge-cursors',
    'pageTail.slice(0, index + 1)',
    'pageTail',
    'a cursor inside a page skips the rest of it',
  ),
  fault(
    'edge-cursors',
    'items.slice(0, index + 1).filter',
    'items.filter',
    'pins behind an edge count as delivered',
  ),
  fault(
    'edge-cursors',
    'output.items.slice(index + 1)',
    'output.items.slice(index + 2)',
    'the item behind an edge is lost',
  ),
  // cursors
  fault('cursor-seal', '!timingSafeEqual(', 'false && !timingSafeEqual(', 'forged cursors are accepted'),
  fault('cursor-seal', '=== text ? bytes : null', "=== '' ? null : bytes", 'one cursor has several texts'),
  fault('cursor-seal', ', { maxOutputLength: MAX_JSON_BYTES }', '', 'a cursor may inflate without bound'),
  fault(
    'cursor-shrink',
    'Math.floor(unservedIds.length / 2)',
    'unservedIds.length',
    'long cursors are never made shorter',
  ),
  fault('hash-packing', '1 << (index & 7)), byte', '1), byte', 'unknown fingerprints are mixed up'),
  fault(
    'cursor-checks',
    'if (state.sceneId !== request.sceneId)',
    'if (false)',
    'cursors of other scenes are accepted',
  ),
  fault(
    'resume-state',
    'dedupeKeys[index - length + dedupeKeys.length]',
    'dedupeKeys[index + 1]',
    'fingerprints are remembered for the wrong items',
  ),
  fault('fnv1a', 'state ^ byte, PRIME', 'state ^ byte, PRIME + 2', 'hashes differ from every other FNV-1a'),
  // tracking
  fault('tracking', 'item.position + 1', 'item.position', 'spm counts positions from 0'),
  fault(
    'tracking',
    "isPrimary ? page.buckets : ''",
    'page.buckets',
    'degraded traffic counts in experiments',
  ),
];
