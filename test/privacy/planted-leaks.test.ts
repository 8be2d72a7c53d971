import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Serving } from '../../datasources/chain/serving.js';
import { Transport } from '../../datasources/http/transport.js';
import { ScopedContexts } from '../../datasources/scoped-contexts.js';
import { SharedLoads } from '../../datasources/sharing/shared-loads.js';
import { episodes } from './support/episodes.js';
import { openStage } from './support/stage.js';

/** A method of a class in the product, replaced. */
interface Plant {
  readonly on: object;
  readonly method: string;
  /** Makes the faulty method out of the good one. */
  readonly faulty: (good: (...given: any[]) => any) => (this: any, ...given: any[]) => any;
}

/** Faults as they have been made elsewhere. All of them are invisible to one viewer alone. */
const PLANTS: Readonly<Record<string, Plant>> = {
  'a loader that is shared between requests': {
    on: Serving.prototype,
    method: 'walk',
    faulty: (good) => {
      const shared = new Map<string, unknown>();
      return function (chain, id, ...rest) {
        const key = `${String(chain.record)} ${String(id)}`;
        if (!shared.has(key)) shared.set(key, good.call(this, chain, id, ...rest));
        return shared.get(key);
      };
    },
  },
  'the context of the first viewer, kept for all': {
    on: ScopedContexts.prototype,
    method: 'of',
    faulty: (good) => {
      let first: unknown;
      return function (scope, ...rest) {
        return scope === 'VIEWER'
          ? (first ??= good.call(this, scope, ...rest))
          : good.call(this, scope, ...rest);
      };
    },
  },
  'ids of viewers in calls for everybody': {
    on: Transport.prototype,
    method: 'headers',
    faulty: (good) => {
      let last: { readonly viewerId: string | null } | undefined;
      return function (endpoint, scope, identity, budget) {
        last = identity ?? last;
        return {
          ...good.call(this, endpoint, scope, identity, budget),
          'x-viewer-id': last?.viewerId ?? 'none',
        };
      };
    },
  },
  'calls that are shared across segments': {
    on: SharedLoads.prototype,
    method: 'load',
    faulty: (good) =>
      function (route, ...rest) {
        const space = String(route.space).replace('"WEB"', '"APP"');
        return good.call(this, { ...route, space }, ...rest);
      },
  },
};

describe('the watch for leaks finds', () => {
  for (const [name, { on, method, faulty }] of Object.entries(PLANTS))
    it(name, async () => {
      const [episode] = fc.sample(episodes, { seed: 7, numRuns: 1 });
      assert.ok(episode);
      const methods = on as Record<string, (...given: any[]) => any>;
      const good = methods[method];
      assert.ok(good, 'the method that is replaced is there');
      await using stage = await openStage(7);
      methods[method] = faulty(good);
      try {
        await stage.crowd.play({ ...episode, troubles: [], later: [] });
      } finally {
        methods[method] = good;
      }
      assert.ok(stage.watch.leaks.length > 0);
    });

  it('nothing where nothing is planted', async () => {
    const [episode] = fc.sample(episodes, { seed: 7, numRuns: 1 });
    assert.ok(episode);
    await using stage = await openStage(7);
    await stage.crowd.play({ ...episode, troubles: [], later: [] });
    assert.deepEqual(stage.watch.leaks, []);
  });
});
