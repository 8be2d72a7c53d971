import assert from 'node:assert/strict';
import { it } from 'node:test';
import { optionsFromEnvironment } from '../../sandbox/environment.js';

it('a sandbox that is started as a program is dirty and has the differences of LEGACY, unless its environment says off', () => {
  const { dirty, legacyDiffers } = optionsFromEnvironment({});
  assert.deepEqual([dirty, legacyDiffers], [true, true]);
  assert.equal(optionsFromEnvironment({ SANDBOX_LEGACY_DIFFERENCES: 'off' }).legacyDiffers, false);
  assert.equal(optionsFromEnvironment({ SANDBOX_DIRTY: 'off' }).legacyDiffers, true);
  assert.throws(
    () => optionsFromEnvironment({ SANDBOX_LEGACY_DIFFERENCES: 'no' }),
    /SANDBOX_LEGACY_DIFFERENCES must be on or off/,
  );
});
