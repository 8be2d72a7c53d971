import type { Rule } from './rule.types.js';

/** Path that gives nothing. */
const NO_PATH = 'none';

/** Whether there is something to compare treatment with. */
export const hasControl = ({ control }: Pick<Rule, 'control'>): boolean => control !== NO_PATH;
