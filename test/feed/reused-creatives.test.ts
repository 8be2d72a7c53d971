import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { startFakeUpstreams } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { videoId, type Wire } from '../support/records.js';
import { bannerRecord, creativeRecord, slotRecord } from '../support/slot-records.js';
import { servePlans } from './support/plans.js';

const QUERY = `{ feed(sceneId: "home", first: 3) { edges {
  slot { slotId creativeId }
  node { id ... on VideoCard { titleOverride } ... on BannerCard { title } }
} } }`;

/** One id of a creative in three slots, each time for something else. */
const fixed = (slotId: string, position: number, creative: Wire) =>
  slotRecord(slotId, { placement: { kind: 'FIXED', position }, creatives: [creative] });
const SLOTS = [
  fixed('first', 0, bannerRecord('reused', { titleOverride: 'Banner' })),
  fixed('second', 1, creativeRecord('reused', videoId(901), { titleOverride: 'One' })),
  fixed('third', 2, creativeRecord('reused', videoId(902), { titleOverride: 'Two' })),
];

let gateway: TestGateway;
before(async () => {
  const upstreams = await startFakeUpstreams({
    SLOTS: { '/slot-plans': servePlans({ home: { slots: SLOTS } }) },
  });
  gateway = await startGateway({ upstreams });
});
after(() => gateway.close());

it('dresses each card with the creative of its own slot when ids of creatives are used twice', async () => {
  const { data, errors } = await gateway.ask(QUERY);
  assert.equal(errors, undefined);
  assert.deepEqual(
    data.feed.edges.map(({ slot, node }: Wire) => ({ ...(slot as Wire), ...(node as Wire) })),
    [
      { slotId: 'first', creativeId: 'reused', id: globalId('BannerCard', 'reused'), title: 'Banner' },
      {
        slotId: 'second',
        creativeId: 'reused',
        id: globalId('VideoCard', videoId(901)),
        titleOverride: 'One',
      },
      {
        slotId: 'third',
        creativeId: 'reused',
        id: globalId('VideoCard', videoId(902)),
        titleOverride: 'Two',
      },
    ],
  );
});
