import type { Key } from '../../../mixing/content-key.js';
import type { ContentFacts, Dim, MixInput, MixPolicy, RankedCandidate } from '../../../mixing/mix.types.js';
import type { Creative, Placement, Slot, Targeting } from '../../../mixing/slot.types.js';

/** A moment inside every schedule that a test does not set itself. */
export const NOW = 1_573_401_600_000;

export const SESSION_ID = 'Zk3vQ0m1T2y5b8cD4eF6gA';

export const ANYONE: Targeting = {
  crowdsAny: [],
  crowdsNone: [],
  platforms: [],
  regions: [],
  minAppVersion: null,
  buckets: [],
};

export const NO_DIMS: Record<Dim, string | null> = {
  author: null,
  shop: null,
  category: null,
  contentType: null,
  spu: null,
};

export function video(id: number): Key {
  return `VIDEO:${id}`;
}

export function videos(from: number, to: number): Key[] {
  return Array.from({ length: to - from + 1 }, (_, index) => video(from + index));
}

export function ranked(keys: readonly Key[]): RankedCandidate[] {
  return keys.map((key) => ({ key, trace: `trace of ${key}`, reason: null }));
}

export function eligible(overrides: Partial<ContentFacts> = {}): ContentFacts {
  return { eligible: true, dedupeKey: null, dims: NO_DIMS, ...overrides };
}

export function withAuthor(author: string): ContentFacts {
  return eligible({ dims: { ...NO_DIMS, author } });
}

/** Facts of eligible contents; the overrides replace those of single keys. */
export function factsOf(
  keys: readonly Key[],
  overrides: Record<Key, ContentFacts> = {},
): Map<Key, ContentFacts> {
  return new Map([
    ...keys.map((key): [Key, ContentFacts] => [key, eligible()]),
    ...Object.entries(overrides),
  ]);
}

export function creative(id: string, key: Key, overrides: Partial<Creative> = {}): Creative {
  return { id, key, priority: 0, startAt: NOW - 1000, endAt: NOW + 1000, targeting: ANYONE, ...overrides };
}

export function slot(id: string, placement: Placement, overrides: Partial<Slot> = {}): Slot {
  return {
    id,
    enabled: true,
    priority: 0,
    respectExposure: false,
    placement,
    creatives: [],
    fallbackCreative: null,
    ...overrides,
  };
}

export const PLAIN_POLICY: MixPolicy = {
  minCount: 4,
  lookahead: 50,
  keyWindow: 50,
  exposureRelax: true,
  rules: [],
};

type InputOverrides = Partial<Omit<MixInput, 'query' | 'policy'>> & {
  query?: Partial<MixInput['query']>;
  viewer?: Partial<MixInput['query']['viewer']>;
  policy?: Partial<MixPolicy>;
};

/** An input without slots, rules or candidates; every content named in it is eligible unless `facts` says otherwise. */
export function mixInput({ query, viewer, policy, ...lists }: InputOverrides = {}): MixInput {
  const named = [
    ...(lists.entry ?? []),
    ...(lists.algorithm ?? []).map(({ key }) => key),
    ...(lists.backfill ?? []).flatMap(({ keys }) => keys),
    ...(lists.slots ?? []).flatMap(({ creatives, fallbackCreative }) =>
      [...creatives, ...(fallbackCreative === null ? [] : [fallbackCreative])].map(({ key }) => key),
    ),
  ];
  return {
    query: {
      sceneId: 'home',
      sessionId: SESSION_ID,
      offset: 0,
      pageSize: 10,
      now: NOW,
      viewer: { crowds: [], platform: 'IOS', appVersion: '9.2.0', region: null, buckets: [], ...viewer },
      ...query,
    },
    policy: { ...PLAIN_POLICY, ...policy },
    slots: [],
    entry: [],
    algorithm: [],
    backfill: [],
    served: new Set(),
    exposed: new Map(),
    capped: new Set(),
    early: new Set(),
    tail: [],
    ...lists,
    facts: new Map([...factsOf(named), ...(lists.facts ?? [])]),
  };
}
