import { join } from 'node:path';
import { freePort, type Command } from '../measure/processes.js';

const DIST = join(import.meta.dirname, '../..');
/** Services that the benchmarked deployment does without. */
const NONE = ['LEGACY', 'SNAPSHOT', 'EXPOSURE', 'ENGAGEMENT', 'LIVE', 'INVENTORY'];
const USED = ['ALGORITHM', 'CONTENT', 'CATALOG', 'PRICING', 'ACCOUNTS', 'SLOTS'];

/** The hand-written handler. */
export const handWritten = (upstream: string): Command => ({
  program: process.execPath,
  args: [join(DIST, 'bench/contestants/hand-written.js')],
  env: { NODE_ENV: 'production', UPSTREAM_URL: upstream },
});

/** Program of the gateway as `npm start` starts it. */
const USUAL = 'src/main.js';
/** Program of a gateway that waits longer for its upstreams: for machines that others use at the same time. */
export const PATIENT = 'bench/contestants/patient-gateway.js';

/** The gateway, as `npm start` starts it in production; `settings` replace variables, `flags` are those of Node. */
export async function vitrine(
  upstream: string,
  settings: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
  program = USUAL,
): Promise<Command> {
  const port = await freePort();
  return {
    program: process.execPath,
    args: [...flags, '--enable-source-maps', join(DIST, program)],
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      SANDBOX: 'off',
      TRUSTED_DOCUMENTS: 'off',
      RATE_LIMIT_COST_PER_S: '0',
      ...Object.fromEntries(USED.map((name) => [`${name}_URL`, `${upstream}/${name.toLowerCase()}`])),
      ...Object.fromEntries(NONE.map((name) => [`${name}_URL`, 'none'])),
      ...settings,
    },
    listensAt: `http://127.0.0.1:${port}`,
    readyAt: '/readyz',
  };
}
