import { once } from 'node:events';
import { readConfig } from '../config.js';
import { createAnnouncer, servedBy } from './announcer.js';
import { describeFailure } from './failure.js';
import { startGateway, type GatewayParts } from './gateway.js';
import { watchStopSignals, type StopPatience } from './stop-request.js';

const PATIENCE: StopPatience = { graceMs: 10_000, sameRequestMs: 500 };

/** Runs the gateway until it is asked to stop. Returns the exit code: 0 after a clean stop, 1 after a failure or by force. */
export async function run(parts: GatewayParts): Promise<number> {
  const stop = watchStopSignals(PATIENCE);
  const byForce = stop.forced.then(() => 1);
  return Promise.race([serve(parts, stop.signal), byForce]);
}

async function serve(parts: GatewayParts, stop: AbortSignal): Promise<number> {
  try {
    const config = readConfig();
    const announcer = createAnnouncer(config);
    const gateway = await startGateway(config, parts, stop);
    if (!stop.aborted) {
      announcer.ready(gateway, servedBy(config), performance.now());
      void gateway.sandboxExited?.then(() => {
        if (!stop.aborted) announcer.sandboxLost();
      });
      await once(stop, 'abort');
    }
    announcer.stopping();
    await gateway.close();
    return 0;
  } catch (error) {
    if (stop.aborted && error instanceof Error && error.name === 'AbortError') return 0;
    console.error(describeFailure(error));
    return 1;
  }
}
