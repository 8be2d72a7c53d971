import { BadIgnoreRules, parseIgnoreRules, type IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';

/**
 * Reads the file of accepted differences.
 * @throws UsageError when there is none, or it is none
 */
export async function readIgnoreRules(path: string): Promise<readonly IgnoreRule[]> {
  const text = await textOf(path, 'Give a file that exists; the default is rollout/ignore.yaml.');
  try {
    return parseIgnoreRules(text);
  } catch (error) {
    if (!(error instanceof BadIgnoreRules)) throw error;
    throw new UsageError(`${path}: ${error.message}.`, 'docs/parity.md says what a rule is made of.');
  }
}
