import { OtherwiseCompared } from '../../rollout/parity/merge-figures.js';
import { UsageError } from '../shared/usage-error.js';

/** Puts figures together by `merge`. @throws UsageError where they are of one rule and compare different things */
export function putTogether<T>(merge: () => T): T {
  try {
    return merge();
  } catch (error) {
    if (!(error instanceof OtherwiseCompared)) throw error;
    throw new UsageError(
      error.message,
      'Give what was counted under the same rules: wait until all instances have them, and leave older files out.',
    );
  }
}
