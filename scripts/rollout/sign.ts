import { signHeader, type HeaderKey } from '../../rollout/decision/signed-header.js';
import { readCursorKeys } from '../../src/config/cursor-keys.js';
import { readSignOptions, SIGN_USAGE, type SignOptions } from './sign-options.js';
import type { SubCommand } from './sub-command.js';
import { UsageError } from '../shared/usage-error.js';

/** Signs a header that asks for an arm, or to be told of the arms. */
export const SIGN: SubCommand = {
  usage: SIGN_USAGE,
  run: (args, { out, wallNow, env }) => {
    const { claim, minutes, kid } = readSignOptions(args);
    const exp = Math.floor(wallNow() / 1_000) + minutes * 60;
    out(`${signHeader(claim, exp, keyOf(env['CURSOR_KEYS'], kid))}\n`);
    return Promise.resolve(0);
  },
};

function keyOf(value: string | undefined, kid: SignOptions['kid']): HeaderKey {
  const keys = keysIn(value);
  const key = kid === null ? keys[0] : keys.find((one) => one.kid === kid);
  if (key) return key;
  throw new UsageError(
    `CURSOR_KEYS has no key ${kid}.`,
    `Its keys are ${keys.map((one) => one.kid).join(', ')}; without --kid the first one signs.`,
  );
}

function keysIn(value: string | undefined): readonly HeaderKey[] {
  if (value === undefined || value === '')
    throw new UsageError(
      'CURSOR_KEYS is unset.',
      'Set it to what the gateways have: CURSOR_KEYS=1:BASE64 npm run rollout -- sign …',
    );
  try {
    return readCursorKeys(value);
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    throw new UsageError(`CURSOR_KEYS ${wrong}`, 'Set it to what the gateways have.');
  }
}
