import { setTimeout as sleep } from 'node:timers/promises';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { startOwnGateway } from '../shared/own-gateway.js';
import { writeOwnRules } from './own-rules.js';
import { UsageError } from '../shared/usage-error.js';
import { readFigures } from './read-figures.js';
import { visit } from './visitors.js';

/** What is under way when the last answer is out. */
const LAST_LEGS_MS = 2_000;

/** A gateway that compares everything, whose sandbox is as newcomers find it. */
const SETTINGS = { SANDBOX_LEGACY_DIFFERENCES: 'on', ENTITY_CACHE: 'off', SNAPSHOT_PUBLISH: 'off' };

/**
 * Starts a gateway with the sandbox behind it, asks it as viewers would for `forMs`, and returns what it compared.
 * `ignore`: the file of what is accepted.
 * @throws UsageError when it does not start
 */
export async function compareOnSandbox(
  { forMs, ignore }: { readonly forMs: number; readonly ignore: string },
  say: (text: string) => void,
): Promise<ParityFigures> {
  const rules = await writeOwnRules(ignore);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt);
  try {
    say(
      `Starting a gateway on the sandbox, for ${forMs / 1_000} s: every request is offered for comparison; a busy machine compares fewer.\n`,
    );
    const { signal } = interrupted;
    const gateway = await startOwnGateway(signal, { ...SETTINGS, ROLLOUT_RULES: rules.path });
    try {
      const end = performance.now() + forMs;
      await visit({ url: gateway.url, goesOn: () => performance.now() < end, signal });
      await sleep(LAST_LEGS_MS, undefined, { signal });
      return await readFigures(`${gateway.url}/rollout/parity`);
    } finally {
      await gateway.stop();
    }
  } catch (error) {
    if (interrupted.signal.aborted) throw new UsageError('Stopped.', 'Nothing is left behind.');
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    await rules.remove();
  }
}
