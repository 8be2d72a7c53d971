import { createRequire } from 'node:module';
import { UPSTREAM_NAMES } from '../../../datasources/upstreams.js';
import type * as gateway from '../../../src/faas/handlers.js';

/** Where the build leaves the function. */
export const FUNCTION_FOLDER = 'dist/function';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

const require = createRequire(import.meta.url);

/**
 * The handlers as a platform loads them, out of the folder that is deployed. They read this process's environment at their
 * first event; upstreams without an address get one where nobody listens.
 */
export function loadFunction(env: Readonly<Record<string, string>> = {}): typeof gateway {
  const addresses = Object.fromEntries(UPSTREAM_NAMES.map((name) => [`${name}_URL`, NOWHERE]));
  Object.assign(process.env, { SANDBOX: 'off', LOG_LEVEL: 'silent', ...addresses, ...env });
  const entry = (name: string): unknown => require(`../../../function/${name}.js`);
  const { handler: awsLambda } = entry('aws-lambda') as { handler: typeof gateway.awsLambda };
  const { handler: alibabaFc } = entry('alibaba-fc') as { handler: typeof gateway.alibabaFc };
  return { awsLambda, alibabaFc };
}
