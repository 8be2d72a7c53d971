import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { ParityProblem } from './parity-problem.js';

/** Starts a gateway with the sandbox behind it, asks it as viewers would, and returns what it compared. */
export function compareOnSandbox(): Promise<ParityFigures> {
  return Promise.reject(new ParityProblem('There are no figures.', 'Name files or gateways with --from.'));
}
