import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import { SlotsStore } from '../../../datasources/slots/slots.store.js';
import type { Telemetry } from '../../../datasources/telemetry.js';
import { NEVER_LATE } from '../../load/loop-delay.js';
import type { Config } from '../../config.js';
import { resolveConfig } from '../../startup/resolve-config.js';
import { SANDBOX_PATH } from '../../startup/sandbox-path.js';
import { startSandbox } from '../../startup/sandbox-process.js';
import { askApp, askGateway, type Ask } from '../ask.js';
import { UsageError, type CommandOptions } from './options.js';

const SANDBOX_READY_MS = 30_000;
const PATIENT = { requestDeadlineMs: 10_000 };
const TIMEOUT_FACTOR = 10;

/** What commands that make a list work with. */
export interface CommandSession {
  readonly ask: Ask;
  readonly media: MediaPolicy;
  /** Base address of SLOTS. */
  readonly slotsUrl: string;
  close(): Promise<void>;
}

/** Opens what a list is made from: the gateway that was named, else one of this process with the environment's configuration. */
export async function openSession(options: CommandOptions, config: Config): Promise<CommandSession> {
  return options.gateway === undefined ? startOwn(options, config) : joinGateway(options, config);
}

function joinGateway({ gateway = '', slots }: CommandOptions, config: Config): CommandSession {
  const slotsUrl = slots ?? config.upstreams.SLOTS;
  if (typeof slotsUrl !== 'string')
    throw new UsageError('Name SLOTS, with --slots or SLOTS_URL: the emergency list has to be read.');
  const hosts = config.mediaHosts && new Set(config.mediaHosts);
  return {
    ask: askGateway(gateway),
    media: new MediaPolicy(hosts),
    slotsUrl,
    close: () => Promise.resolve(),
  };
}

async function startOwn({ slots }: CommandOptions, config: Config): Promise<CommandSession> {
  const embedded = Object.values(config.upstreams).includes(undefined);
  const { signal } = new AbortController();
  const sandbox = embedded
    ? await startSandbox({ path: SANDBOX_PATH, readyWithinMs: SANDBOX_READY_MS, signal })
    : null;
  // The command publishes; a job beside it would publish the same. Nobody waits, and a process that has just started is slow.
  const quiet = { ...config, ...PATIENT, snapshotPublish: false, logLevel: 'silent' } as const;
  const resolved = resolveConfig(quiet, sandbox?.ready ?? null);
  // Most commands need no gateway of their own, and it takes a second to load.
  const { createApp } = await import('../../app.js');
  const app = await createApp(resolved, {
    timeoutFactor: TIMEOUT_FACTOR,
    shedding: { loop: NEVER_LATE },
  });
  const hosts = resolved.mediaHosts && new Set(resolved.mediaHosts);
  return {
    ask: askApp(app),
    media: new MediaPolicy(hosts, resolved.localMediaOrigin),
    slotsUrl: slots ?? resolved.upstreams.SLOTS ?? '',
    close: async () => {
      await app.close();
      await sandbox?.stop();
    },
  };
}

const SILENT: Telemetry = {
  upstreamCall: () => undefined,
  counted: () => undefined,
  mixed: () => undefined,
  refused: () => undefined,
  field: () => undefined,
};

/** Reads scenes, plans and the emergency list once; throws a UsageError when SLOTS does not answer. The caller stops it. */
export async function readSlots(url: string, media: MediaPolicy, version: string): Promise<SlotsStore> {
  const slots = new SlotsStore({
    url,
    media,
    version,
    telemetry: SILENT,
    now: Date.now,
    random: Math.random,
    onScene: () => undefined,
    onSceneGone: () => undefined,
  });
  await slots.start();
  if (slots.emergency().version >= 0 && slots.openScenes().length > 0) return slots;
  await slots.stop();
  throw new UsageError(`SLOTS does not answer at ${url}: scenes and the emergency list have to be read.`);
}
