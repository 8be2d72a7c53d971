import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ResolvedConfig } from '../config.js';
import { describeError } from '../observability/describe-error.js';
import { exposeRollout, outcomeCounters } from '../observability/rollout-metrics.js';
import { fuseLine, killTroubleLine, rulingLine } from './log-lines.js';
import { LiveRollout } from './live-rollout.js';

/** What opening takes from the process. */
export interface OpenRolloutParts {
  readonly registry: Registry;
  readonly logger: Logger;
  /** Of the gateway. */
  readonly version: string;
  readonly random: () => number;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The rollouts that `ROLLOUT_RULES` names, with their metrics and log lines; null: none are wanted. */
export function openRollout(
  { rolloutRules, dataDir, production }: ResolvedConfig,
  { registry, logger, version, random, now }: OpenRolloutParts,
): LiveRollout | null {
  if (rolloutRules === null) return null;
  const log = logger.child({}); // a start that warms up quietly does not hide what becomes of the rules
  const rollout = new LiveRollout({
    location: rolloutRules,
    copyFolder: dataDir && join(dataDir, 'rollout'),
    version,
    random,
    isOpen: !production,
    onOutcome: outcomeCounters(registry),
    onRejected: (problems) => log.error({ problems }, refusalWords(rollout.rules.state().version)),
    onFuse: (record) => log.warn(...fuseLine(record, now())),
    onRuling: (ruling) => {
      if (ruling.version !== null) log.info(...rulingLine(ruling));
    },
    onKillTrouble: (trouble) => log.error(...killTroubleLine(trouble, rollout.ruling())),
    onFault: (error) =>
      log.error({ error: describeError(error) }, 'a path of a rollout threw; a later hop made it good'),
  });
  exposeRollout(registry, rollout);
  return rollout;
}

/** Without rules a refusal changes nothing for the better: it is what the next alarm is about. */
const refusalWords = (inForce: number | null): string =>
  inForce === null
    ? 'rollout rules cannot be read or are refused, and none are in force: everything that can be ruled is on control'
    : `rollout rules cannot be read or are refused; version ${inForce} stays in force`;
