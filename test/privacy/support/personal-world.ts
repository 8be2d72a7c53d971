import { json } from '../../support/fake-upstreams.js';
import type { Reply } from '../../support/fake-server.js';
import {
  accountRecord,
  authorStateRecord,
  itemRecord,
  priceRecord,
  recommendedRecord,
  roomRecord,
  roomRecordOf,
  shopRecord,
  stockRecord,
  videoId,
  videoRecord,
  videoStateRecord,
  type Wire,
} from '../../support/records.js';
import { creativeRecord, emergencyRecord, slotPlanRecord, slotRecord, targetingRecord } from '../../support/slot-records.js'; // prettier-ignore
import { javaAnswer } from '../../legacy/support/java-service.js';
import { RANGE, sentinel, type Person } from './people.js';

/** A call as this world needs it. */
export interface WorldCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly method: string;
  readonly body: { readonly ids?: readonly string[]; readonly [member: string]: unknown };
  /** Whose ids the call carries; a device of a session is nobody's. */
  readonly caller: Person;
  readonly subject: string | undefined;
}

/** Prices by sales channel: an answer for the other channel shows. LEGACY has another one for all. */
export const SALE_CENTS = { APP: 7_000, WEB: 5_000 } as const;

const PERSONAL_VIDEOS = 200;
/** Videos that a slot shows to the crowd of one person. That they are planned is no secret, to whom they were shown is. */
const SLOTTED = { alice: 901, bob: 902 } as const;

const batch = (call: WorldCall, recordOf: (id: string) => Wire, owner?: string): Reply =>
  json({
    ...(owner !== undefined && { subject: owner }),
    results: Object.fromEntries((call.body.ids ?? []).map((id) => [id, recordOf(id)])),
    missing: [],
    errors: {},
  });

/** What each path answers `person`: everything of one person carries their name or their ids. */
export const answerOf = (call: WorldCall, person: Person, subject = call.subject): Reply => {
  const route = ROUTES.find(([prefix]) => call.path.startsWith(prefix))?.[1];
  return route ? route(call, person, subject) : json({ error: { code: 'NOT_FOUND' } }, 404);
};

type Route = (call: WorldCall, person: Person, subject: string | undefined) => Reply;

const ROUTES: readonly (readonly [string, Route])[] = [
  ['/recommendations', recommendations],
  ['/scenes/', () => json({ sceneId: 'home', generatedAt: 1, items: [] })],
  ['/scenes', () => json({ scenes: [{ sceneId: 'home', name: 'home', enabled: true, killed: false }] })],
  ['/slot-plans', () => json(plan)],
  ['/emergency-offline', () => json(emergencyRecord())],
  ['/videos:', (call) => batch(call, (id) => videoRecord(id))],
  ['/items:', (call) => batch(call, (id) => itemRecord(id))],
  ['/prices:', (call) => batch(call, (id) => priceRecord(id, pricesFor(call.body['channel'])))],
  ['/stocks:', (call) => batch(call, (id) => stockRecord(id))],
  ['/accounts:', (call) => batch(call, (id) => accountRecord(id))],
  ['/shops:', (call) => batch(call, (id) => shopRecord(id))],
  ['/rooms:batchGetByAccount', (call) => batch(call, (id) => roomRecordOf(id))],
  ['/rooms:', (call) => batch(call, (id) => roomRecord(id))],
  ['/exposures', exposures],
  ['/served', () => json({ accepted: 1 }, 202)],
  ['/viewer-profile', (_call, person, subject) => json({ subject, crowds: [sentinel(person, 'crowd')], region: null })], // prettier-ignore
  ['/video-states:', (call, person, subject) => batch(call, (id) => videoStateRecord(id, { liked: person === 'alice', favorited: person === 'alice' }), subject)], // prettier-ignore
  ['/author-states:', (call, person, subject) => batch(call, (id) => authorStateRecord(id, { following: person === 'alice' }), subject)], // prettier-ignore
  ['/gw/', (call, person) => javaAnswer(call, (from, count) => videosOf(person, from, count))],
];

const plan = slotPlanRecord('home', {
  slots: [
    slotRecord('crowds', {
      placement: { kind: 'FIXED', position: 1 },
      creatives: (['alice', 'bob'] as const).map((person) =>
        creativeRecord(`creative-${person}`, videoId(SLOTTED[person]), {
          targeting: targetingRecord({ crowdsAny: [sentinel(person, 'crowd')] }),
          titleOverride: sentinel(person, 'title'),
        }),
      ),
    }),
  ],
});

const pricesFor = (channel: unknown): Wire => {
  const saleCents = SALE_CENTS[channel === 'WEB' ? 'WEB' : 'APP'];
  return { saleCents, finalCents: saleCents - 100 };
};

const videosOf = (person: Person, from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => videoId(RANGE[person] + from + index));

function recommendations({ body }: WorldCall, person: Person, subject: string | undefined): Reply {
  const count = Number(body['count']);
  const from = Number(body['cursor'] ?? 0);
  const isLast = from + count >= PERSONAL_VIDEOS;
  const mark = person === 'nobody' ? {} : { matchInfo: sentinel(person, 'match'), reason: sentinel(person, 'reason') }; // prettier-ignore
  return json({
    subject,
    pvid: person === 'nobody' ? 'pvid' : sentinel(person, 'pvid'),
    hasMore: !isLast,
    nextCursor: isLast ? null : String(from + count),
    buckets: '668#2846',
    items: videosOf(person, from, count).map((id, position) => recommendedRecord(id, position, mark)),
  });
}

function exposures(call: WorldCall, person: Person, subject: string | undefined): Reply {
  if (call.method === 'POST') return json({ accepted: 1 }, 202);
  const contents = videosOf(person, 3, 2).map((id) => ({
    key: `VIDEO:${id}`,
    lastSeenAt: Date.now() - 1_000,
  }));
  return json({ subject, asOf: Date.now(), contents, creativeCounts: { [`creative-${person}`]: { d1: 1 } } });
}
