import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_RULES_BYTES } from '../rules/rule-text.js';
import { decoded, tooLarge, unreachable, type RulesReading, type RulesSource } from './rules-source.js';

const EVERY_MS = 1_000;
/** A file that another program writes piece by piece changes within this time. */
const SETTLING_MS = 20;
const MOST_READINGS = 5;
/** A mount that takes longer hangs. */
const TIMEOUT_MS = 1_000;

/** Rules in a file. What is new in it counts when two readings agree: half a file can be a whole one of fewer rules. */
export function fileRules(path: string): RulesSource {
  let settled: Buffer | null = null;
  let reading: Promise<RulesReading> | undefined;
  const readSettled = async (): Promise<RulesReading> => {
    try {
      let bytes = await bytesOf(path);
      for (let count = 1; count < MOST_READINGS && !settled?.equals(bytes); count += 1) {
        settled = bytes;
        await sleep(SETTLING_MS);
        bytes = await bytesOf(path);
      }
      return bytes.length > MOST_RULES_BYTES ? tooLarge(MOST_RULES_BYTES) : decoded(bytes);
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return failed(path, code);
    }
  };
  const read = async (stop: AbortSignal): Promise<RulesReading> => {
    // One that hangs holds one of the few threads that files and names are read by: the next waits for it.
    reading ??= readSettled().finally(() => (reading = undefined));
    const enough = new AbortController();
    const signal = AbortSignal.any([stop, enough.signal]);
    const patience = sleep(TIMEOUT_MS, failed(path, 'it hangs'), { signal, ref: false });
    try {
      return await Promise.race([reading, patience.catch(() => failed(path, 'it was given up'))]);
    } finally {
      enough.abort();
    }
  };
  return { everyMs: () => EVERY_MS, read };
}

const failed = (path: string, why: string): RulesReading =>
  unreachable(`${path} cannot be read: ${why}. Put the rules there, or correct ROLLOUT_RULES.`);

/** All of a file, or a byte more than is allowed. */
async function bytesOf(path: string): Promise<Buffer> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody who writes into it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if ((await file.stat()).isFIFO()) throw new Error('it is a named pipe');
    const most = MOST_RULES_BYTES + 1;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
