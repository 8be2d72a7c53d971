import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ParityFigures, RuleFigures, SideFigures } from '../../rollout/parity/parity-figures.js';
import type { GatewayContext } from '../../resolvers/gateway-context.js';
import { productAvailability } from '../../resolvers/product.chains.js';
import { ProductResolver } from '../../resolvers/product.resolver.js';
import { videoViewer } from '../../resolvers/video.chains.js';
import { VideoResolver } from '../../resolvers/video.resolver.js';
import { StockState, type Availability } from '../../schema/availability.type.js';
import type { Product } from '../../schema/product.type.js';
import type { Video } from '../../schema/video.type.js';
import { failure } from '../support/fake-upstreams.js';
import { labelOf, lookAround } from './support/look-around.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';
import { until } from './support/ruled-gateway.js';
import { ALL, failCandidate, PAGE, startShadowed, viewerOf } from './support/shadowed.js';

const SHADOW = { shadow: { ...ALL, mode: 'shadow' } };

/** Operations that each rule has a part in; what a session on LEGACY goes on with is not comparable. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'product-pricing': [
    ...['feed-full', 'feed-next-page', 'video-detail', 'video-products-page', 'product-list'],
    ...['product-detail', 'nodes-by-id'],
  ],
  'video-author': ['feed-full', 'feed-no-prices', 'snapshot-feed', 'videos-by-ids', 'video-detail'],
  'feed-primary': [
    ...['feed-full', 'feed-no-prices', 'feed-ids', 'feed-banners', 'feed-author-follow', 'snapshot-feed'],
  ],
};

describe('whole answers beside those of the other path', () => {
  let gateway: RolloutGateway;
  let viewers = 0;

  before(async () => {
    gateway = await startRolloutGateway(
      { 'feed-primary': SHADOW, 'product-pricing': SHADOW, 'video-author': SHADOW },
      { env: { SNAPSHOT_PUBLISH: 'off' } },
    );
  });
  after(() => gateway.close());

  /** Lets viewers of one client look until every operation was compared: a busy process lets cases go. */
  async function compared(version: string): Promise<Readonly<Record<string, RuleFigures>>> {
    let rules: Readonly<Record<string, RuleFigures>> = {};
    await until(async () => {
      await lookAround(gateway, (viewers += 1), version);
      ({ rules } = (await (await fetch(`${gateway.url}/rollout/parity`)).json()) as ParityFigures);
      return Object.entries(EXPECTED).every(([rule, operations]) =>
        operations.every((operation) => (answersTo(rules[rule], operation, version)?.n ?? 0) > 0),
      );
    });
    return rules;
  }

  it('are found alike in every committed operation where nothing is wrong', async () => {
    const rules = await compared('9.6.0');
    for (const [rule, { answers }] of Object.entries(rules))
      for (const { operation, ab } of Object.values(answers))
        assert.deepEqual(differing(ab), [], `${rule}: ${operation}`);
    const { dropped } = rules['feed-primary'] ?? assert.fail();
    assert.ok((dropped['answer not-comparable'] ?? 0) > 0, 'a session on LEGACY goes on there');
    assert.ok((await gateway.metric('vitrine_parity_answers_total', { result: 'equal' })) > 0);
    assert.equal(await gateway.metric('vitrine_parity_answers_total', { result: 'different' }), 0);
  });

  it('tell what resolvers derive wrongly on one path, which comparing its sources does not', async (t) => {
    const sellsOut = { state: StockState.SOLD_OUT, asOf: null } as unknown as Availability;
    t.mock.method(ProductResolver.prototype, 'availability', (product: Product, ctx: GatewayContext) =>
      ctx.leads.of('Product.pricing')?.path === 'pricing'
        ? sellsOut
        : ctx.serve(productAvailability, product.itemId, product.availability),
    );
    const likes = { liked: true, favorited: true };
    t.mock.method(VideoResolver.prototype, 'viewer', (video: Video, ctx: GatewayContext) =>
      ctx.leads.of('Video.author')?.path === 'accounts'
        ? likes
        : ctx.serve(videoViewer, ctx.viewer.viewerId && video.videoId, video.viewer),
    );
    const rules = await compared('9.7.0');
    const list = answersTo(rules['product-pricing'], 'product-list', '9.7.0');
    assert.deepEqual(differing(list), ['Query.products[].availability.state value']);
    assert.equal(list?.equal, 0);
    assert.equal(list.elsewhere, list.n);
    const detail = answersTo(rules['video-author'], 'video-detail', '9.7.0');
    const shown = Object.entries(detail?.classes ?? {}).flatMap(([at, { value }]) =>
      (value?.exemplars ?? []).map(({ served, candidate }) => [at, served, candidate]),
    );
    assert.deepEqual(
      new Set(shown.map((one) => one.join(' '))),
      new Set([
        'Query.video.viewer.liked something something',
        'Query.video.viewer.favorited something something',
      ]),
      'nothing of a viewer is shown',
    );
    for (const [rule, { compared: places }] of Object.entries(rules))
      for (const [coordinate, { ab }] of Object.entries(places))
        assert.equal(ab.equal, ab.n, `${rule}: the sources of ${coordinate} are right`);
    assert.ok((await gateway.metric('vitrine_parity_answers_total', { rule: 'product-pricing', result: 'different' })) > 0); // prettier-ignore
    assert.doesNotMatch(JSON.stringify(rules), /"[vd]-\d+/, 'no id of a viewer');
  });
});

describe('a whole answer', () => {
  it('has failed where a later hop answered for the other path', async () => {
    const shadowed = await startShadowed('shadow');
    const count = (result: string) => shadowed.metric('vitrine_parity_answers_total', { result });
    try {
      failCandidate(shadowed.upstreams, 'shadow', () => failure(500));
      await until(async () => {
        await shadowed.ask(PAGE, {}, viewerOf(0));
        return (await count('candidate-failed')) >= 2;
      });
      assert.equal((await count('equal')) + (await count('different')), 0);
    } finally {
      await shadowed.close();
    }
  });
});

/** What differs, but for legs that were too slow on a busy machine. */
const differing = (side: SideFigures | undefined): readonly string[] =>
  Object.entries(side?.classes ?? {})
    .flatMap(([at, classes]) => Object.keys(classes).map((cls) => `${at} ${cls}`))
    .filter((one) => !one.endsWith(' candidate-failed'));

const answersTo = (
  figures: RuleFigures | undefined,
  operation: string,
  version: string,
): (SideFigures & { readonly elsewhere: number }) | undefined => {
  const answers = figures?.answers[`${labelOf(operation)}, IOS ${version}`];
  return answers && { ...answers.ab, elsewhere: answers.elsewhere };
};
