import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_RULES_BYTES } from '../rules/rule-text.js';
import { decoded, tooLarge, unreachable, type RulesReading, type RulesSource } from './rules-source.js';

const EVERY_MS = 1_000;
/** A file that another program writes piece by piece changes within this time. */
const SETTLING_MS = 20;
const MOST_READINGS = 5;

/** Rules in a file. What is new in it counts when two readings agree: half a file can be a whole one of fewer rules. */
export function fileRules(path: string): RulesSource {
  let settled: Buffer | null = null;
  const read = async (): Promise<RulesReading> => {
    try {
      let bytes = await bytesOf(path);
      for (let reading = 1; reading < MOST_READINGS && !settled?.equals(bytes); reading += 1) {
        settled = bytes;
        await sleep(SETTLING_MS);
        bytes = await bytesOf(path);
      }
      return bytes.length > MOST_RULES_BYTES ? tooLarge(MOST_RULES_BYTES) : decoded(bytes);
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return unreachable(`${path} cannot be read: ${code}. Put the rules there, or correct ROLLOUT_RULES.`);
    }
  };
  return { everyMs: () => EVERY_MS, read };
}

/** All of a file, or a byte more than is allowed. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const most = MOST_RULES_BYTES + 1;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
