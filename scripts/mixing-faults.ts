/** One seeded fault: in the compiled `file` of mixing, `find` (which must occur exactly once) becomes `replace`. */
export interface Fault {
  file: string;
  find: string;
  replace: string;
  /** What goes wrong for viewers or operators. */
  breaks: string;
}

/** What to find, what to put in its place, and what that breaks. */
type Change = readonly [find: string, replace: string, breaks: string];

/** Faults that a careless change could bring in, by the file they hit. */
const CHANGES: Record<string, readonly Change[]> = {
  'page-range': [
    ['SESSION_LIMIT = 300', 'SESSION_LIMIT = 320', 'a session runs past 300 items'],
    ['Math.min(Math.trunc(pageSize), MAX_PAGE_SIZE)', 'Math.trunc(pageSize)', 'a page has no largest size'],
  ],
  judging: [
    [
      'Math.min(policy.minCount, clampPageSize(query.pageSize))',
      'policy.minCount',
      'a small full first page is refused',
    ],
    ['itemCount < minimum', 'itemCount <= minimum', 'a first page of exactly minCount items is refused'],
  ],
  occurrences: [
    [
      'b.deck.slot.priority - a.deck.slot.priority',
      'a.deck.slot.priority - b.deck.slot.priority',
      'the weaker slot wins',
    ],
    [
      '(a.position ?? Infinity) - (b.position ?? Infinity)',
      '(a.position ?? -1) - (b.position ?? -1)',
      'TOP lists come before exact slots of their priority',
    ],
    ['a.deck.slot.id < b.deck.slot.id ? -1 : 1', '0', 'equal slots are served in the order of the plan file'],
    ['!input.early.has(occurrenceId(slot.id, position))', 'true', 'a pin that moved up is delivered twice'],
    ['TOP_LIMIT = 10', 'TOP_LIMIT = 20', 'TOP lists reach past position 9'],
    ['if (!slot.enabled)', 'if (false)', 'disabled slots are served'],
  ],
  placements: [
    ['while (taken.has(offset))', 'while (false)', 'RANDOM occurrences fall on one position'],
    ['`${sessionId}:${slotId}:`', '`${slotId}:`', 'RANDOM positions are the same for everyone'],
    ['nth < max &&', 'nth <= max &&', 'INTERVAL slots appear once too often'],
  ],
  pins: [
    ['if (draft.at(position) !== undefined)', 'if (false)', 'a weaker slot replaces a stronger pin'],
    ['if (input.query.offset !== 0)', 'if (false)', 'entry contents are placed on every page'],
  ],
  'slot-deck': [
    [
      'const { now } = this.#input.query;',
      'const now = Date.now();',
      'schedules follow the clock, not the request',
    ],
    ['now < endAt', 'now <= endAt', 'creatives stay on at endAt'],
    ['startAt <= now', 'startAt < now', 'creatives come on too late'],
    ['!this.#input.capped.has(creative.id) && ', '', 'frequency caps are ignored'],
    [
      'if (isServed(creative.key, this.#input.served))',
      'if (false)',
      'slots repeat contents of former pages',
    ],
    ['a.priority - b.priority ||', 'b.priority - a.priority ||', 'weaker creatives come first'],
    ['this.slot.respectExposure && ', '', 'every slot hides what the viewer has seen'],
    ['if (!this.#draft.admits(hashes))', 'if (false)', 'slots show re-uploads'],
    ['this.#hadTurn = true', 'this.#hadTurn = false', 'a TOP list ends with its fallback creative'],
  ],
  targeting: [
    ['viewer.crowds === null && hasCrowdCondition', 'false', 'crowd creatives are shown to unknown viewers'],
    ['platforms.length > 0 && ', 'false && ', 'platform targeting is ignored'],
  ],
  'app-version': [
    ['return difference > 0;', 'return difference < 0;', 'minimum app versions are turned round'],
  ],
  eligibility: [
    ['known?.eligible === true ? known : null', 'known ?? null', 'contents that are not eligible are shown'],
    ['served.size > 0 && served.has(fnv1a32(key))', 'false', 'contents come again on later pages'],
  ],
  candidates: [
    [
      'pin === undefined ? admitRanked(key, input, draft.drops) : null',
      'admitRanked(key, input, draft.drops)',
      'pinned contents appear again below their pin',
    ],
    ['pin.trace = trace;', ';', "pins lose the algorithm's trace"],
    [
      '(exposed.get(a.key) ?? 0) - (exposed.get(b.key) ?? 0)',
      '(exposed.get(b.key) ?? 0) - (exposed.get(a.key) ?? 0)',
      'what was seen last comes back first',
    ],
  ],
  'page-draft': [
    ['this.#fingerprints.add(item.hashes.dedupeKey);', ';', 're-uploads stand on one page'],
    ['tail.length - policy.keyWindow', 'tail.length', 're-uploads come on the next page'],
  ],
  'candidate-queue': [
    ['score > choice.score', 'score >= choice.score', 'the last of equally good candidates is taken'],
    ['looked < lookahead', 'looked <= lookahead', 'the search looks too far'],
  ],
  placing: [
    ['input.policy.exposureRelax ?', 'true ?', 'seen contents come back where the scene forbids it'],
    ['judge.occupy(position, choice.hashes.dims);', ';', 'items placed before are not looked at'],
    ['kept: choice.score', 'kept: choice.score + 1', 'relaxation notes blame the wrong rule'],
  ],
  'frequency-window': [
    [
      'const lastEnd = Math.min(values.length - 1, index + window - 1)',
      'const lastEnd = index',
      'pins ahead are not looked at',
    ],
    ['others--', ';', 'neighbours outside the window count'],
    ['let others = 0', 'let others = -1', 'one equal neighbour too many is allowed'],
    ['index - window + 1', 'index - window + 2', 'windows are one position short'],
  ],
  'scatter-rules': [
    ['window: rule.limit + 1', 'window: rule.limit', 'RUN rules never act'],
    ['rule.value === undefined ? null : fnv1a32(rule.value)', 'null', 'rules for one value hit every value'],
  ],
  'content-hash': [
    ['value === null ? null : fnv1a32(value)', "fnv1a32(value ?? '')", 'unknown values collide'],
  ],
  'scatter-judge': [
    ['!rule.positions.includes(position)', 'true', 'EXCLUDE rules never act'],
    ['tail.forEach(', '[].forEach(', 'former pages are not looked at'],
  ],
  compaction: [
    ['page.movedUp.push(occurrenceId(slotId, wanted));', ';', 'pins that moved up are not remembered'],
    ['draft.range.start + page.items.length', 'wanted', 'pages keep holes'],
  ],
  'next-state': [
    [
      'offset: query.offset + page.items.length',
      'offset: query.offset + query.pageSize',
      'short pages leave a gap in the positions',
    ],
    ['.slice(-TAIL_LIMIT)', '.slice(0, TAIL_LIMIT)', 'the oldest items are remembered instead of the last'],
  ],
  'edge-cursors': [
    ['pageTail.slice(0, index + 1)', 'pageTail', 'a cursor inside a page skips the rest of it'],
    ['items.slice(0, index + 1).filter', 'items.filter', 'pins behind an edge count as delivered'],
    ['output.items.slice(index + 1)', 'output.items.slice(index + 2)', 'the item behind an edge is lost'],
  ],
  'cursor-seal': [
    ['!timingSafeEqual(', 'false && !timingSafeEqual(', 'forged cursors are accepted'],
    ['=== text ? bytes : null', "=== '' ? null : bytes", 'one cursor has several texts'],
    [', { maxOutputLength: MAX_JSON_BYTES }', '', 'a cursor may inflate without bound'],
  ],
  'cursor-shrink': [
    [
      'list.slice(Math.ceil(list.length / 2))',
      'list.slice(0, Math.floor(list.length / 2))',
      'the newest items are forgotten first',
    ],
  ],
  'hash-packing': [['1 << (index & 7)), byte', '1), byte', 'unknown fingerprints are mixed up']],
  'cursor-checks': [
    ['if (state.sceneId !== request.sceneId)', 'if (false)', 'cursors of other scenes are accepted'],
  ],
  'resume-state': [
    [
      'dedupeKeys[index - length + dedupeKeys.length]',
      'dedupeKeys[index + 1]',
      'fingerprints are remembered for the wrong items',
    ],
  ],
  fnv1a: [['state ^ byte, PRIME', 'state ^ byte, PRIME + 2', 'hashes differ from every other FNV-1a']],
  tracking: [
    ['item.position + 1', 'item.position', 'spm counts positions from 0'],
    ["isPrimary ? page.buckets : ''", 'page.buckets', 'degraded traffic counts in experiments'],
  ],
};

/** Every fault to seed. */
export const FAULTS: readonly Fault[] = Object.entries(CHANGES).flatMap(([file, changes]) =>
  changes.map(([find, replace, breaks]) => ({ file: `${file}.js`, find, replace, breaks })),
);
