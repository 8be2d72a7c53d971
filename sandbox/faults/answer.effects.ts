import { isObject } from '../server/service-request.js';
import type { ServiceRequest } from '../server/service-request.js';
import type { Reply } from '../server/reply.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg, textArg } from './effect.js';
import type { Json } from './records.js';
import { jsonOf, withJson } from './records.js';

const TEN_MINUTES_MS = 600_000;
const DATES = new Set(['asOf', 'generatedAt', 'updatedAt']);

/** The answer of somebody else. */
function wrongSubject(reply: Reply, context: FaultContext): Reply {
  const json = jsonOf(reply);
  if (json === null) return reply;
  const stranger = textArg(context, 'subject', 'intruder');
  if ('subject' in json) return withJson(reply, { ...json, subject: `v:${stranger}` });
  const { data } = json;
  return isObject(data) && 'uid' in data
    ? withJson(reply, { ...json, data: { ...data, uid: stranger } })
    : reply;
}

function older(value: unknown, ageMs: number): unknown {
  if (Array.isArray(value)) return value.map((entry) => older(entry, ageMs));
  if (!isObject(value)) return value;
  const change = ([name, part]: [string, unknown]): [string, unknown] => {
    return [name, DATES.has(name) && typeof part === 'number' ? part - ageMs : older(part, ageMs)];
  };
  return Object.fromEntries(Object.entries(value).map(change));
}

function stale(reply: Reply, context: FaultContext): Reply {
  const json = jsonOf(reply);
  return json === null ? reply : withJson(reply, older(json, numberArg(context, 'ageMs', TEN_MINUTES_MS)));
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Asks the service for its first page, whatever page was wanted. */
function firstPage(request: ServiceRequest): ServiceRequest {
  const data = request.query.get('data');
  if (data !== null) {
    const query = new URLSearchParams({ data: JSON.stringify({ ...parsed(data), pageNum: '1' }) });
    return { ...request, query };
  }
  const body = parsed(request.body.toString('utf8'));
  return 'cursor' in body
    ? { ...request, body: Buffer.from(JSON.stringify({ ...body, cursor: null })) }
    : request;
}

/** Faults of the answer as a whole. */
export const answerEffects: FaultEffects = {
  WRONG_SUBJECT: { alter: wrongSubject },
  STALE: { alter: stale },
  REPEAT_PAGE: { rewrite: firstPage },
};
