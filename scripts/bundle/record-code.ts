/**
 * A program of its own: loads the bundled gateway, has it answer a page out of the embedded services, and keeps the code that V8
 * made on the way, so that the first start of a function compiles nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { startSandbox } from '../../src/startup/sandbox-process.js';
import { SANDBOX_PATH } from '../../src/startup/sandbox-path.js';
import { CODE_CACHE, loadGateway } from '../../src/faas/bundled/load-gateway.js';
import type * as gateway from '../../src/faas/handlers.js';
import { FUNCTION_FOLDER } from './folder.js';

/** A cold process answers from fallbacks while it loads code; a busy machine makes it take longer. */
const MOST_EVENTS = 10;
const PAUSE_MS = 300;

/** Code that is not used for a while is thrown away, what a start needs among it. The cache is kept under the usual flags. */
setFlagsFromString('--no-flush-bytecode');
process.env['SANDBOX_PROFILE'] = 'none';
process.env['SANDBOX_DIRTY'] = 'off';
process.env['SANDBOX_MEDIA_ORIGIN'] = 'https://img.example.com';
const sandbox = await startSandbox({
  path: SANDBOX_PATH,
  readyWithinMs: 30_000,
  signal: new AbortController().signal,
});
for (const [name, url] of Object.entries(sandbox.ready.urls)) process.env[`${name}_URL`] = url;
Object.assign(process.env, {
  NODE_ENV: 'production',
  SANDBOX: 'off',
  LOG_LEVEL: 'silent',
  TRUSTED_DOCUMENTS: 'off',
});

const { handlers, script } = loadGateway<typeof gateway>(FUNCTION_FOLDER);
const query = readFileSync(join(FUNCTION_FOLDER, 'operations/feed-full.graphql'), 'utf8');
for (let event = 0; event < MOST_EVENTS && !(await isWhole(event)); event++) await delay(PAUSE_MS);
setFlagsFromString('--flush-bytecode');
writeFileSync(join(FUNCTION_FOLDER, CODE_CACHE), script.createCachedData());
await sandbox.stop();
process.exit(0);

/**
 * Asks through both handlers; whether both answered in full health. Each time with a document of its own: one that is asked again
 * and again is compiled, and the compiler is no part of a first answer.
 */
async function isWhole(event: number): Promise<boolean> {
  const body = JSON.stringify({ query: `# ${event}\n${query}`, variables: { sceneId: 'home' } });
  const asked = { 'content-type': 'application/json', 'x-viewer-id': 'build', 'x-device-id': 'build' };
  const parts = { rawPath: '/graphql', headers: asked, body, isBase64Encoded: false };
  const requestContext = { http: { method: 'POST' }, stage: '$default' };
  const answers = [
    await handlers.awsLambda(
      { ...parts, version: '2.0', requestContext },
      { getRemainingTimeInMillis: () => 3_000 },
    ),
    await handlers.alibabaFc(JSON.stringify({ ...parts, version: 'v1', requestContext }), {
      function: { timeout: 3 },
    }),
  ];
  const failed = answers.find(({ statusCode }) => statusCode !== 200);
  if (failed) throw new Error(`the bundled function answered ${failed.statusCode}: ${failed.body}`);
  return answers.every(({ headers }) => headers['x-degraded'] === undefined);
}
