import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether processes can be found by a variable of their environment: where the system has `/proc`. */
export const CAN_FIND_PROCESSES = existsSync('/proc/self/environ');

/** Commands of all processes that have, or inherited, a variable with a value. */
export const processesWith = (variable: string, value: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => textAt(`/proc/${id}/environ`).split('\0').includes(`${variable}=${value}`))
    .map((id) => textAt(`/proc/${id}/cmdline`).replaceAll('\0', ' '));

/** Empty for a process that has ended meanwhile, or is another user's. */
function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
