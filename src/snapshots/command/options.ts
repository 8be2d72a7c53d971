import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { VARIANTS, type Variant } from '../../../datasources/snapshot/document.schema.js';
import { SCENE_ID } from '../../../datasources/slots/scene-id.js';

/** What the command line can do. */
export const COMMANDS = ['publish', 'list', 'rollback', 'freeze', 'unfreeze', 'package'] as const;

/** Shown for `--help` and after a mistake. */
export const USAGE = `npm run snapshot -- COMMAND [OPTIONS]

  publish     make a snapshot of every scene and publish it
  list        show what is published, newest first
  rollback    go back to the document before, and freeze
  freeze      publish nothing until unfreeze; what is published stays
  unfreeze    let publishing go on
  package     make the list that is packaged with the build anew

  --scene ID         this scene only; may be repeated        (default: every enabled scene)
  --variant NAME     all, ios, android or web; may be repeated              (default: all)
  --store ADDRESS    directory, or base address of the store        (default: SNAPSHOT_URL)
  --gateway ORIGIN   publish, package: ask this gateway   (default: one started for it)
  --slots ADDRESS    where scenes and the emergency list are read      (default: SLOTS_URL)
  --document HASH    rollback: go back to this one; its first digits are enough
  --allow-fewer      publish: even if there are far fewer items than last time
  --site ADDRESS     package: base of static files and pages   (default: https://www.vitrine.example/)

Exit code: 0 done, 1 refused or failed, 2 the command line makes no sense.`;

/** What an operator asked for. */
export interface CommandOptions {
  readonly command: (typeof COMMANDS)[number];
  /** Empty: every enabled scene. */
  readonly scenes: readonly string[];
  readonly variants: readonly Variant[];
  /** Base address, `file:` or http(s), without a slash at its end. */
  readonly store: string | undefined;
  readonly gateway: string | undefined;
  readonly slots: string | undefined;
  readonly document: string | undefined;
  readonly allowFewer: boolean;
  readonly site: string;
}

/** Thrown when a command cannot be understood; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const words = z.object({
  command: z.enum(COMMANDS, `The command is one of ${COMMANDS.join(', ')}.`),
  scenes: z.array(z.string().regex(SCENE_ID, 'A scene is named by lower-case letters, digits and dashes.')),
  variants: z.array(z.enum(VARIANTS, `A variant is one of ${VARIANTS.join(', ')}.`)).min(1),
  store: z.string().transform(toBaseUrl).optional(),
  gateway: z.url('The gateway is named by its origin, for example http://127.0.0.1:4000.').optional(),
  slots: z.url('SLOTS is named by its base address.').optional(),
  document: z
    .string()
    .regex(/^[0-9a-f]{4,64}$/, 'A document is named by at least four digits of its hash.')
    .optional(),
  allowFewer: z.boolean(),
  site: z.url({ protocol: /^https$/, error: 'The site is an https address.' }),
});

/** Reads the arguments behind the name of the program. Null: help is wanted. Throws a UsageError. */
export function readOptions(args: readonly string[]): CommandOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length > 1) throw new UsageError('One command at a time.');
  const { scene, variant, 'allow-fewer': allowFewer, ...rest } = values;
  const parsed = words.safeParse({
    ...rest,
    command: positionals[0],
    scenes: scene,
    variants: variant,
    allowFewer,
  });
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(({ message }) => message).join('\n'));
  const { store, gateway, slots, document, ...required } = parsed.data;
  return { ...required, store, gateway, slots: slots?.replace(/\/+$/, ''), document };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        scene: { type: 'string', multiple: true, default: [] },
        variant: { type: 'string', multiple: true, default: ['all'] },
        store: { type: 'string' },
        gateway: { type: 'string' },
        slots: { type: 'string' },
        document: { type: 'string' },
        'allow-fewer': { type: 'boolean', default: false },
        site: { type: 'string', default: 'https://www.vitrine.example/' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A path becomes a `file:` address. */
function toBaseUrl(store: string): string {
  const isUrl = /^(https?|file):\/\//.test(store);
  return (isUrl ? store : pathToFileURL(resolve(store)).href).replace(/\/+$/, '');
}
