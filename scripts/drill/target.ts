import { findAdministration, type Administration, type FaultBoard } from './administration.js';
import { DEFAULT_ADMIN_URL, DEFAULT_URL, type DrillOptions } from './options.js';
import { startOwnGateway } from '../shared/own-gateway.js';
import { UsageError } from '../shared/usage-error.js';

/** What is drilled. */
export interface Target {
  readonly url: string;
  readonly administration: Administration;
  /** Names of the upstreams that can be broken. */
  readonly upstreams: readonly string[];
  /** Ends what the drill started. */
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/**
 * Finds the gateway and the administration of the services behind it; starts both when no gateway was named and none runs.
 * @throws UsageError when the drill must not or cannot begin
 */
export async function openTarget(
  options: DrillOptions,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Target> {
  const url = options.url ?? DEFAULT_URL;
  if (await isListening(url)) return joinTarget(url, options);
  if (options.url !== undefined)
    throw new UsageError(
      `Nothing answers at ${url}.`,
      'Start the gateway there, or name another with --url.',
    );
  if (options.admin !== undefined)
    throw new UsageError(
      `--admin was given, but no gateway runs at ${url}.`,
      'Name the gateway with --url; or leave both out, and the drill starts its own.',
    );
  say(`No gateway runs at ${url}: starting one for this drill, with embedded services …`);
  const own = await startOwnGateway(signal);
  try {
    const target = await joinTarget(own.url, { ...options, admin: own.adminUrl });
    return { ...target, close: () => own.stop() };
  } catch (error) {
    await own.stop();
    throw error;
  }
}

async function joinTarget(url: string, { admin, only, force }: DrillOptions): Promise<Target> {
  const [administration, board] = await findAdministration(admin ?? DEFAULT_ADMIN_URL);
  const upstreams = Object.keys(board);
  const strangers = only.filter((name) => !upstreams.includes(name));
  if (strangers.length > 0)
    throw new UsageError(
      `--only names ${strangers.join(', ')}, which the administration does not know.`,
      `It knows ${upstreams.join(', ')}.`,
    );
  if (!force) refuseBroken(board, administration);
  else await administration.repair();
  return { url, administration, upstreams, close: () => Promise.resolve() };
}

function refuseBroken(board: FaultBoard, { url }: Administration): void {
  const broken = Object.entries(board).filter(([, faults]) => faults.length > 0);
  if (broken.length === 0) return;
  const list = broken.map(([name, faults]) => `${name} (${faults.map(({ kind }) => kind).join(', ')})`);
  throw new UsageError(
    `Faults are already set: ${list.join(', ')}.`,
    `Somebody may need them. Clear them with curl -X DELETE ${url}/faults, or give --force.`,
  );
}

async function isListening(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/livez`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
