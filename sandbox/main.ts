import type { Sandbox } from './index.js';
import { UPSTREAM_NAMES, startSandbox } from './index.js';
import { optionsFromEnvironment } from './environment.js';

const hasParent = process.send !== undefined;

function announce(sandbox: Sandbox): void {
  const { urls, adminUrl, mediaOrigin } = sandbox;
  if (hasParent) {
    process.send?.({ type: 'ready', urls, adminUrl, mediaOrigin });
    return;
  }
  const rows: [string, string][] = UPSTREAM_NAMES.map((name) => [name, urls[name]]);
  const table = [...rows, ['administration', adminUrl], ['pictures', mediaOrigin]] as const;
  for (const [name, url] of table) process.stdout.write(`${name.padEnd(16)}${url}\n`);
}

/** Tells the parent, else the terminal, why there is no sandbox. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.exitCode = 1;
  if (hasParent) process.send?.({ type: 'failed', message }, () => process.exit(1));
  else process.stderr.write(`sandbox: ${message}\n`);
}

function stopOn(sandbox: Sandbox): void {
  const stop = (): void => {
    void sandbox.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  // The terminal interrupts the whole process group: with a parent, it is the parent that decides when to stop.
  if (hasParent) process.on('SIGINT', () => undefined);
  else process.once('SIGINT', stop);
}

try {
  const sandbox = await startSandbox(optionsFromEnvironment(process.env));
  stopOn(sandbox);
  announce(sandbox);
} catch (error) {
  fail(error);
}
