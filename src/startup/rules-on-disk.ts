import type { Config } from '../config.js';

/** Whether a start that cannot read the rules of rollouts finds none on disk either. */
export const lacksRulesOnDisk = ({
  rolloutRules,
  dataDir,
}: Pick<Config, 'rolloutRules' | 'dataDir'>): boolean => rolloutRules !== null && dataDir === null;

/** What follows from it. */
export const NO_COPY_OF_RULES =
  'DATA_DIR is unset: a start while ROLLOUT_RULES cannot be read puts everything on control, also what is at 100 %.';
