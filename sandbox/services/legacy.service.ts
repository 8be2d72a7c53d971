import { idOf, ordinalOf } from '../data/ids.js';
import type { Popularity } from '../data/popularity.js';
import { SCENES } from '../data/scenes.js';
import { authorStateOf, videoStateOf } from '../data/viewers.js';
import type { World } from '../data/world.js';
import { hashText } from '../data/chance.js';
import { LATENCY } from '../server/latency.js';
import type { Route, Service } from '../server/route.js';
import { ServiceError } from '../server/service-error.js';
import type { ServiceRequest } from '../server/service-request.js';
import { viewerOrNull } from '../server/viewer.js';
import { LegacyFailure, apiOf, failureEnvelope, legacyReply } from './legacy/envelope.js';
import { LegacyFeed } from './legacy/legacy-feed.js';
import { legacyAccount, legacyItem, legacyVideo } from './legacy/legacy-records.js';
import { idList, idsAsked, paramsOf, required, wholeNumber } from './legacy/params.js';
import { Quirks } from './legacy/quirks.js';

/** Share of values in odd forms unless a fault says otherwise. */
const USUAL_QUIRKS = 0.15;

type Answer = (request: ServiceRequest, share: number) => unknown;

function subjectOf(request: ServiceRequest, deviceId: string | undefined): string {
  const viewer = viewerOrNull(request);
  if (viewer) return viewer.subject;
  if (deviceId === undefined || deviceId === '')
    throw new LegacyFailure('FAIL_SYS_PARAM_MISSING', 'deviceId');
  return `d:${deviceId}`;
}

function feedAnswer(world: World, feed: LegacyFeed): Answer {
  return (request, share) => {
    const params = paramsOf(request);
    const sceneId = required(params, 'sceneId');
    const pageNum = wholeNumber(params, 'pageNum', 1, 999_999);
    const pageSize = wholeNumber(params, 'pageSize', 1, 20);
    const subject = subjectOf(request, params['deviceId']);
    if (!SCENES.some((scene) => scene.sceneId === sceneId && scene.enabled)) {
      throw new LegacyFailure('FAIL_BIZ_SCENE_OFFLINE', 'scene offline');
    }
    const { entries, start, hasMore } = feed.page(sceneId, subject, pageNum, pageSize);
    const cards = entries.map((entry, index) => feed.card(entry, start + index, share));
    const quirks = new Quirks(world.chance, share, `${subject}|${pageNum}`);
    return {
      success: quirks.flag('success', true),
      pvid: `100_10.0.0.7_${pageNum}_${hashText(`${subject}|${world.now()}`)}`,
      hasMore: quirks.flag('hasMore', hasMore),
      pageNum: String(pageNum),
      resultList: quirks.many('resultList', cards),
    };
  };
}

/** Answer of a batch API: records in the order asked; absent ids are simply not there. */
function listAnswer(
  world: World,
  names: { param: string; list: string; family: 'video' | 'item' | 'account' },
  read: (world: World, ordinal: number, share: number) => unknown,
): Answer {
  return (request, share) => {
    const ids = idList(paramsOf(request), names.param);
    const records = ids.flatMap((id) => {
      const ordinal = ordinalOf(names.family, id);
      return ordinal === null ? [] : [read(world, ordinal, share)];
    });
    return { [names.list]: new Quirks(world.chance, share, ids.join()).many(names.list, records) };
  };
}

function viewerAnswer(world: World): Answer {
  return (request) => {
    const params = paramsOf(request);
    const viewerId = viewerOrNull(request)?.viewerId ?? null;
    if (viewerId === null) throw new LegacyFailure('FAIL_SYS_SESSION_EXPIRED', 'no session');
    const videos = idList(params, 'videoIds', true).flatMap((id) => ordinalOf('video', id) ?? []);
    const accounts = idList(params, 'accountIds', true).flatMap((id) => ordinalOf('account', id) ?? []);
    const marked = (mark: 'liked' | 'favorited'): string => {
      return videos
        .filter((video) => videoStateOf(world.chance, viewerId, video)[mark])
        .map((video) => idOf('video', video))
        .join();
    };
    const following = accounts.filter((account) => authorStateOf(world.chance, viewerId, account).following);
    return {
      uid: viewerId,
      liked: marked('liked'),
      favorited: marked('favorited'),
      following: following.map((account) => idOf('account', account)).join(),
    };
  };
}

function refusal(error: ServiceError | LegacyFailure): LegacyFailure {
  if (error instanceof LegacyFailure) return error;
  if (error.status === 404) return new LegacyFailure('FAIL_SYS_API_NOT_FOUNDED', 'unknown api');
  if (error.status === 405) return new LegacyFailure('FAIL_SYS_ILLEGAL_ACCESS', 'GET only');
  if (error.status === 504) return new LegacyFailure('FAIL_SYS_SERVICE_TIMEOUT', 'timeout');
  return error.status < 500
    ? new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', error.message)
    : new LegacyFailure('FAIL_SYS_SERVICE_FAULT', error.message);
}

/** LEGACY: the Java API behind a mobile gateway, always 200. */
export function legacyService(world: World, popularity: Popularity): Service {
  const route = (api: string, answer: Answer): Route => ({
    method: 'GET',
    path: `/gw/${api}/1.0/`,
    latency: LATENCY.legacy,
    idsOf: idsAsked,
    handle: (request) => {
      try {
        const data = answer(request, request.hints.quirkShare ?? USUAL_QUIRKS);
        return legacyReply({ ...apiOf(request.path), ret: ['SUCCESS::ok'], data });
      } catch (error) {
        if (!(error instanceof LegacyFailure || error instanceof ServiceError)) throw error;
        return legacyReply(failureEnvelope(request.path, refusal(error)));
      }
    },
  });
  return {
    name: 'LEGACY',
    refuse: (error, path) => legacyReply(failureEnvelope(path, refusal(error))),
    routes: [
      route('mtop.wow.video.feed', feedAnswer(world, new LegacyFeed(world, popularity))),
      route(
        'mtop.wow.video.detail',
        listAnswer(world, { param: 'ids', list: 'videoList', family: 'video' }, legacyVideo),
      ),
      route(
        'mtop.wow.item.batchget',
        listAnswer(world, { param: 'itemIds', list: 'itemList', family: 'item' }, legacyItem),
      ),
      route(
        'mtop.wow.account.batchget',
        listAnswer(world, { param: 'accountIds', list: 'accountList', family: 'account' }, legacyAccount),
      ),
      route('mtop.wow.viewer.state', viewerAnswer(world)),
    ],
  };
}
