import type { SandboxOptions } from './index.js';
import { LATENCY_PROFILES } from './server/latency.js';

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, highest: number): number {
  const text = env[name] ?? String(fallback);
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value > highest)
    throw new Error(`${name} must be an integer of 0 to ${highest}, for example ${fallback}`);
  return value;
}

/** On unless it says off. */
function isOn(env: NodeJS.ProcessEnv, name: string): boolean {
  const text = env[name] ?? 'on';
  if (text !== 'on' && text !== 'off') throw new Error(`${name} must be on or off`);
  return text === 'on';
}

/**
 * Options from SANDBOX_SEED (20190401), SANDBOX_PROFILE (realistic, none, slow), SANDBOX_DIRTY and SANDBOX_LEGACY_DIFFERENCES (on,
 * off), SANDBOX_MEDIA_ORIGIN (that of its own pictures) and SANDBOX_ADMIN_PORT (0 = any free port); throws with the name of a
 * variable that is wrong.
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): SandboxOptions {
  const profile = env['SANDBOX_PROFILE'] ?? 'realistic';
  const latency = LATENCY_PROFILES.find((name) => name === profile);
  if (latency === undefined) throw new Error(`SANDBOX_PROFILE must be one of ${LATENCY_PROFILES.join(', ')}`);
  const mediaOrigin = env['SANDBOX_MEDIA_ORIGIN'];
  return {
    ...(mediaOrigin !== undefined && { mediaOrigin }),
    seed: wholeNumber(env, 'SANDBOX_SEED', 20_190_401, 0xffff_ffff),
    adminPort: wholeNumber(env, 'SANDBOX_ADMIN_PORT', 0, 65_535),
    latency,
    dirty: isOn(env, 'SANDBOX_DIRTY'),
    legacyDiffers: isOn(env, 'SANDBOX_LEGACY_DIFFERENCES'),
  };
}
