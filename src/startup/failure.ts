import { debuglog } from 'node:util';
import { StartError } from '../config/problem.js';

const debug = debuglog('vitrine');

/** The message for a failure that ends the process, without a stack: that is shown by `NODE_DEBUG=vitrine`. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  debug('%o', error);
  return [
    `Vitrine failed: ${error instanceof Error ? error.message : String(error)}`,
    '',
    '    Remedy   Correct the cause and start again; NODE_DEBUG=vitrine shows where it happened.',
  ].join('\n');
}
