import { readFile } from 'node:fs/promises';
import { BadIgnoreRules, parseIgnoreRules, type IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import { ParityProblem } from './parity-problem.js';

/** Reads the file of accepted differences. */
export async function readIgnoreRules(path: string): Promise<readonly IgnoreRule[]> {
  try {
    return parseIgnoreRules(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof BadIgnoreRules)
      throw new ParityProblem(`${path}: ${error.message}.`, 'docs/parity.md says what a rule is made of.');
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ParityProblem(`${path} cannot be read: ${code}.`, 'Name the file with --ignore.');
  }
}
