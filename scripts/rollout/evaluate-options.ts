import { z } from 'zod';
import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

const COMMAND = new CommandLine('npm run rollout -- evaluate');

/** Shown for `--help`. */
export const EVALUATE_USAGE = `npm run rollout -- evaluate --rules FILE --metrics URL[,URL…] [OPTIONS]

Compares both arms of every running rule over the metrics of all instances, and takes a treatment back that is worse:
one step in FILE, or wholly in the kill file. It never widens anything. Goes on until Ctrl-C.

  --every SECONDS   time between two checks, 0.2 to 300   (default: 30)
  --once            read the metrics twice, SECONDS apart, judge and end; latency needs three checks and is left out
  --dry-run         say what would be done, and change no file
  --evidence DIR    where a record of every action goes   (default: rollout-evidence)
  --history FILE    where new shares and counted outcomes are appended, for the gate   (default: nowhere)
  --kill FILE       list of killed rules   (default: the rules with .kill after their path)

Exit code: 0 every rule was held, or Ctrl-C; 1 one was or would be reduced, or could not be, or no instance
answered; 2 it could not begin.`;

/** What was asked for. */
export interface EvaluateOptions {
  /** Path of the rules. */
  readonly rules: string;
  /** Addresses of metrics, each once. */
  readonly metrics: readonly string[];
  readonly everyMs: number;
  readonly once: boolean;
  readonly isDryRun: boolean;
  /** Folder. */
  readonly evidence: string;
  /** Path; undefined: no history is kept. */
  readonly history: string | undefined;
  /** Path. */
  readonly kill: string;
}

const EXAMPLE = 'for example --metrics http://10.0.0.1:4000/metrics,http://10.0.0.2:4000/metrics';

const words = z.object({
  rules: z.string('--rules names the file of rules.').min(1, '--rules names the file of rules.'),
  metrics: z
    .string(`--metrics names instances, ${EXAMPLE}.`)
    .transform((list) => [...new Set(list.split(',').filter((url) => url !== ''))])
    .pipe(
      z
        .array(z.url({ protocol: /^https?$/, error: `--metrics takes http(s) addresses, ${EXAMPLE}.` }))
        .min(1, `--metrics names instances, ${EXAMPLE}.`),
    ),
  every: numberOption('--every', { least: 0.2, most: 300 }),
  once: z.boolean(),
  'dry-run': z.boolean(),
  evidence: z.string().min(1, '--evidence names a folder.'),
  history: z.string().min(1, '--history names a file.').optional(),
  kill: z.string().min(1, '--kill names a file.').optional(),
});

/**
 * Reads the arguments behind `evaluate`.
 * @throws UsageError
 */
export function readEvaluateOptions(args: readonly string[]): EvaluateOptions {
  const { values } = COMMAND.parse(args, {
    options: {
      rules: { type: 'string' },
      metrics: { type: 'string' },
      every: { type: 'string', default: '30' },
      once: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      evidence: { type: 'string', default: 'rollout-evidence' },
      history: { type: 'string' },
      kill: { type: 'string' },
    },
  });
  const { rules, metrics, every, once, evidence, history, kill, ...rest } = COMMAND.check(words, values);
  return {
    ...{ rules, metrics, once, evidence, history },
    everyMs: every * 1_000,
    isDryRun: rest['dry-run'],
    kill: kill ?? `${rules}.kill`,
  };
}
