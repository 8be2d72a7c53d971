import { EVALUATE } from './evaluate.js';
import { GATE } from './gate.js';
import { LINT } from './lint.js';
import { SIGN } from './sign.js';
import type { SubCommand, Surroundings } from './sub-command.js';
import { tellUsageError } from '../shared/run-command.js';
import { UsageError } from '../shared/usage-error.js';

/** Every word that may stand behind `npm run rollout --`. */
const SUB_COMMANDS: ReadonlyMap<string, SubCommand> = new Map([
  ['lint', LINT],
  ['evaluate', EVALUATE],
  ['gate', GATE],
  ['sign', SIGN],
]);

/** Runs the command line; resolves to the exit code, which is 2 when nothing could be done, if the command does not say otherwise. */
export async function runRollout(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [word, ...rest] = args;
  const { out, err } = surroundings;
  if (args.includes('--help')) {
    out(usageOf(word));
    return 0;
  }
  try {
    return await found(word).run(rest, surroundings);
  } catch (error) {
    tellUsageError(error, err);
    return 2;
  }
}

function usageOf(word: string | undefined): string {
  const one = SUB_COMMANDS.get(word ?? '');
  const usages = one ? [one.usage] : [...SUB_COMMANDS.values()].map(({ usage }) => usage);
  return `${usages.join('\n\n')}\n`;
}

function found(word: string | undefined): SubCommand {
  const command = SUB_COMMANDS.get(word ?? '');
  if (command) return command;
  const words = [...SUB_COMMANDS.keys()].join(', ');
  throw new UsageError(
    word === undefined ? `A command is wanted: ${words}.` : `There is no command ${word}.`,
    `npm run rollout -- --help says what ${words} ${SUB_COMMANDS.size === 1 ? 'does' : 'do'}.`,
  );
}
