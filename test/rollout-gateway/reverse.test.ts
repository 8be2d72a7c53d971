import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ParityFigures, RuleFigures } from '../../rollout/parity/parity-figures.js';
import { batch, failure } from '../support/fake-upstreams.js';
import { priceRecord } from '../support/records.js';
import { until, type RuledGateway } from './support/ruled-gateway.js';
import { NOW, startShadowed, untilQuiet, viewerOf } from './support/shadowed.js';

const PRICES =
  'query Prices { products(ids: ["UHJvZHVjdDo3MjAwMDAwMDAyMDA"]) { pricing { salePrice { amount } } } }';
const SALE = 'Product.pricing.salePrice.amount';
/** Of the Java service. */
const OF_CONTROL = '"98.00"';

describe('a shadow that is turned round', () => {
  let gateway: RuledGateway;
  let priced = 0;

  before(async () => {
    gateway = await startShadowed('reverse', { aaBp: 10_000 }, { env: { ENTITY_CACHE: 'off' } });
    gateway.upstreams.on(
      'PRICING',
      '/',
      batch((id) => priceRecord(id, { saleCents: 7_700 + (priced += 1) }, NOW)),
    );
  });
  after(() => gateway.close());

  /** Figures of prices once one more viewer's were compared, and what served with itself. */
  async function comparedFor(viewer: number): Promise<RuleFigures> {
    const former = await figuresOf(gateway);
    await gateway.ask(PRICES, {}, viewerOf(viewer));
    await until(async () =>
      sidesAsked(await figuresOf(gateway)).every((n, at) => n > (sidesAsked(former)[at] ?? 0)),
    );
    await untilQuiet(gateway.upstreams);
    return (await figuresOf(gateway)) ?? assert.fail();
  }

  it('compares treatment with control as the other way round, and what serves with itself', async () => {
    const figures = await comparedFor(1);
    const { ab, aa } = prices(figures) ?? assert.fail();
    assert.equal(figures.mode, 'reverse');
    const [exemplar] = ab.classes[SALE]?.value?.exemplars ?? [];
    assert.equal(exemplar?.served, OF_CONTROL);
    assert.match(exemplar.candidate, /^"77\.\d\d"$/);
    assert.deepEqual([aa.n, aa.equal], [1, 0], 'PRICING says something else each time');
    const [answers] = Object.values(figures.answers);
    assert(answers);
    const [whole] = answers.ab.classes['Query.products[].pricing.salePrice.amount']?.value?.exemplars ?? [];
    assert.equal(whole?.served, OF_CONTROL);
    assert.deepEqual([answers.aa.n, answers.aa.equal], [1, 0]);
  });

  it('counts control that fails as control, and treatment that fails as treatment', async () => {
    gateway.upstreams.on('PRICING', '/', () => failure(500));
    assert.deepEqual(failuresOf(await comparedFor(2)), [1, 0]);
    gateway.upstreams.on(
      'PRICING',
      '/',
      batch((id) => priceRecord(id, {}, NOW)),
    );
    gateway.upstreams.on('LEGACY', '/', () => failure(500));
    assert.deepEqual(failuresOf(await comparedFor(3)), [1, 1]);
  });
});

const prices = (figures: RuleFigures | undefined) => figures?.compared['Product.pricing'];
const sidesAsked = (figures: RuleFigures | undefined): readonly number[] => {
  const { ab, aa } = prices(figures) ?? {};
  return [ab?.asked ?? 0, aa?.asked ?? 0];
};
const failuresOf = (figures: RuleFigures): readonly number[] => {
  const { ab } = prices(figures) ?? assert.fail();
  return [ab.candidateFailed, ab.controlFailed];
};

async function figuresOf({ url }: RuledGateway): Promise<RuleFigures | undefined> {
  const { rules } = (await (await fetch(`${url}/rollout/parity`)).json()) as ParityFigures;
  return rules['product-pricing'];
}
