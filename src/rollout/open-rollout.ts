import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ResolvedConfig } from '../config.js';
import { describeError } from '../observability/describe-error.js';
import { exposeRollout, outcomeCounters } from '../observability/rollout-metrics.js';
import { killedRules } from './kill-trouble.js';
import { LiveRollout } from './live-rollout.js';

/** What opening takes from the process. */
export interface OpenRolloutParts {
  readonly registry: Registry;
  readonly logger: Logger;
  /** Of the gateway. */
  readonly version: string;
  readonly random: () => number;
}

/** The rollouts that `ROLLOUT_RULES` names, with their metrics and log lines; null: none are wanted. */
export function openRollout(
  { rolloutRules, dataDir, production }: ResolvedConfig,
  { registry, logger, version, random }: OpenRolloutParts,
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
    onRejected: (problems) => log.error({ problems }, 'rollout rules refused; those in force stay'),
    onFuse: (record) => log.warn(record, 'rollout fuse'),
    onRuling: ({ version: rules, rules: all }) =>
      log.info(
        { version: rules, killed: all.flatMap(({ rule, isKilled }) => (isKilled ? [rule.id] : [])) },
        rules === null
          ? 'no rollout rules could be read: everything that can be ruled is on control'
          : 'rollout',
      ),
    onKillTrouble: (trouble) =>
      log.error(
        {
          ...trouble,
          killed: killedRules(rollout.ruling()),
          rules: rollout.rules.current()?.rules.map(({ id }) => id),
        },
        trouble.unread === null
          ? 'the kill list has words that kill nothing, or lines that are unclear: write one id of `rules` per line, `*` for all, `#` before comments'
          : 'the kill list cannot be read: what it killed stays killed and a new kill may not arrive; mend its place, or publish bp 0',
      ),
    onFault: (error) =>
      log.error({ error: describeError(error) }, 'a path of a rollout threw; a later hop made it good'),
  });
  exposeRollout(registry, rollout);
  return rollout;
}
