import { LastKnownGood, type LastKnownGoodOptions } from '../../../datasources/chain/last-known-good.js';
import type { Keeping } from '../../../datasources/chain/keep.js';
import { source } from '../../../datasources/chain/source.js';
import { TestTime } from './test-time.js';

/** A record of a made-up chain. */
export interface Thing {
  readonly name: string;
  readonly producedAt?: number;
  readonly changesAt?: number;
  readonly tags?: readonly { readonly label: string }[];
}

/** Where those records come from. */
export const things = source<Thing, 'PUBLIC'>({
  id: 'CATALOG.things',
  upstream: 'CATALOG',
  timeoutMs: 60,
  scope: 'PUBLIC',
  maxBatch: 40,
  load: () => Promise.resolve(new Map()),
});

/** How they are kept. */
export const keepThings: Keeping<Thing, 'PUBLIC'> = {
  source: things,
  contract: '1',
  ages: { freshMs: 10_000, staleOkMs: 60_000, maxMs: 600_000 },
  producedAt: ({ producedAt }) => producedAt ?? null,
  nextEdge: ({ changesAt }) => changesAt ?? null,
};

/** A store whose two clocks go together, the one of the day a billion ms ahead. */
export class KeptThings {
  readonly time = new TestTime();
  readonly store: LastKnownGood;

  constructor(options: Pick<LastKnownGoodOptions, 'maxBytes'> = {}) {
    this.store = new LastKnownGood({
      monotonicNow: this.time.monotonicNow,
      random: this.time.random,
      now: this.now,
      ...options,
    });
  }

  /** Epoch ms. */
  readonly now = (): number => this.time.ms + 1_000_000_000;

  /** What is kept of the made-up chain. */
  space(keeping: Partial<Keeping<Thing, 'PUBLIC'>> = {}) {
    return this.store.space({ ...keepThings, ...keeping }, null, []);
  }
}
