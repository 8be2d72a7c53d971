import { fileURLToPath } from 'node:url';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import { writeAtomically } from '../../../datasources/disk/atomic-file.js';
import { readConfig, type Config } from '../../config.js';
import { StartError } from '../../config/problem.js';
import { describeFailure } from '../../startup/failure.js';
import { collectFeed } from '../collect-feed.js';
import { packageList } from '../package-list.js';
import { PublishRefusal } from '../publish-reason.js';
import { control } from './control.js';
import { readOptions, USAGE, UsageError, type CommandOptions } from './options.js';
import { describeRefusal, line, type Print } from './output.js';
import { publish } from './publish.js';
import { openSession, readSlots } from './session.js';

/** How a program ends: 0 done, 1 refused or failed, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

/** What the command needs of its process. */
export interface CommandParts {
  readonly print: Print;
  /** Of the gateway. */
  readonly version: string;
  /** Formats the packaged list as the sources are. */
  readonly format: (json: string) => Promise<string>;
}

const PACKAGED = new URL('../../../../datasources/snapshot/built-in.json', import.meta.url);
/** The scene whose videos are packaged, and more of them than are kept: banners and live cards leave. */
const PACKAGED_SCENE = 'home';
const PACKAGED_FROM = 60;

/** Carries out one command line. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  try {
    const options = readOptions(args);
    if (options) return (await carryOut(options, parts)) ? 0 : 1;
    parts.print(USAGE);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) parts.print(`${error.message}\n\n${USAGE}`);
    else if (error instanceof PublishRefusal) parts.print(describeRefusal(error));
    else parts.print(describeFailure(error));
    return error instanceof UsageError || error instanceof StartError ? 2 : 1;
  }
}

async function carryOut(options: CommandOptions, parts: CommandParts): Promise<boolean> {
  const config = readConfig();
  if (options.command === 'package') return makePackage(options, config, parts);
  const storeUrl = options.store ?? config.upstreams.SNAPSHOT;
  if (typeof storeUrl !== 'string')
    throw new UsageError(
      'Name the store, with --store or SNAPSHOT_URL: the embedded one ends with its gateway.',
    );
  if (options.command !== 'publish') {
    const scenes = await scenesOf(options, config, parts.version);
    return control(options, scenes, storeUrl, parts.version, parts.print);
  }
  const session = await openSession(options, config);
  try {
    return await publish(options, storeUrl, session, parts.version, parts.print);
  } finally {
    await session.close();
  }
}

async function scenesOf(
  options: CommandOptions,
  config: Config,
  version: string,
): Promise<readonly string[]> {
  if (options.scenes.length > 0) return options.scenes;
  const url = options.slots ?? config.upstreams.SLOTS;
  if (typeof url !== 'string')
    throw new UsageError('Name a scene with --scene, or SLOTS with --slots or SLOTS_URL.');
  const slots = await readSlots(url, new MediaPolicy(null), version);
  const scenes = slots.openScenes();
  await slots.stop();
  return scenes;
}

async function makePackage(options: CommandOptions, config: Config, parts: CommandParts): Promise<boolean> {
  const session = await openSession(options, config);
  try {
    const feed = await collectFeed(session.ask, options.scenes[0] ?? PACKAGED_SCENE, 'all', PACKAGED_FROM);
    const site = options.site.endsWith('/') ? options.site : `${options.site}/`;
    const list = packageList(feed, { site, now: Date.now() });
    await writeAtomically(fileURLToPath(PACKAGED), Buffer.from(await parts.format(list.toString())));
    parts.print(line('built-in', 'packaged', 'datasources/snapshot/built-in.json'));
    return true;
  } finally {
    await session.close();
  }
}
