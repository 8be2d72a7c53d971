import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeOldNode } from '../../src/startup/node-version.js';

describe('a Node that is', () => {
  for (const version of ['18.20.0', '20.20.2', '23.99.99', '24.0.0', '24.13.9', '24.14.0']) {
    it(`too old is refused with the remedy: ${version}`, () => {
      const message = describeOldNode(version) ?? '';
      assert.match(message, new RegExp(`Node ${version} is too old`));
      assert.match(message, /Remedy {3}npm ci && npm start/);
    });
  }
  for (const version of ['24.14.1', '24.14.2', '24.21.0', '25.0.0', '26.1.3']) {
    it(`new enough is let through: ${version}`, () => assert.equal(describeOldNode(version), null));
  }
});
