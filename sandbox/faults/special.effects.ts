import { HOUR } from '../data/world.js';
import { bytesOf } from '../server/reply.js';
import type { Reply } from '../server/reply.js';
import { apiOf, legacyReply } from '../services/legacy/envelope.js';
import { planDigest } from '../services/slots/plan.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg, textArg } from './effect.js';
import type { Json } from './records.js';
import { jsonOf, withJson } from './records.js';

const DAY_MS = 24 * HOUR;

/** A slot plan under another version; other answers of SLOTS pass. */
function otherVersion(reply: Reply, step: number, sign: (plan: Json) => unknown): Reply {
  const plan = jsonOf(reply);
  if (plan === null || typeof plan['planVersion'] !== 'number') return reply;
  const moved = { ...plan, planVersion: plan['planVersion'] + step };
  const headers = { ...reply.headers, etag: `"${moved.planVersion}"` };
  return { ...withJson(reply, { ...moved, digest: sign(moved) }), headers };
}

/** A document whose bytes are not those of its name. */
function spoiltDocument(reply: Reply, { request }: FaultContext): Reply {
  if (!/[0-9a-f]{64}\.json$/.test(request.path) || reply.body === null) return reply;
  return { ...reply, body: { bytes: Buffer.concat([bytesOf(reply), Buffer.from(' ')]) } };
}

/** Faults that only LEGACY, SLOTS or SNAPSHOT have. */
export const specialEffects: FaultEffects = {
  RET: {
    instead: (context) => {
      const code = textArg(context, 'code', 'FAIL_SYS_SERVICE_FAULT');
      return legacyReply({ ...apiOf(context.request.path), ret: [`${code}::fault`], data: {} });
    },
  },
  QUIRKS: {
    rewrite: (request, context) => ({
      ...request,
      hints: { ...request.hints, quirkShare: numberArg(context, 'rate', 1) },
    }),
  },
  // A new version, or readers would not look at its digest.
  BAD_DIGEST: { alter: (reply) => otherVersion(reply, 1, ({ digest }) => digest) },
  OLD_VERSION: { alter: (reply) => otherVersion(reply, -1, planDigest) },
  BAD_HASH: { alter: spoiltDocument },
  FUTURE_DATE: {
    rewrite: (request, context) => ({
      ...request,
      hints: { ...request.hints, redateMs: numberArg(context, 'ms', DAY_MS) },
    }),
  },
  OLD_SNAPSHOT: {
    rewrite: (request, context) => ({
      ...request,
      hints: { ...request.hints, redateMs: -numberArg(context, 'ageMs', 25 * HOUR) },
    }),
  },
};
