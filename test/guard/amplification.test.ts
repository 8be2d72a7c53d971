import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch, failure, startFakeUpstreams, type Handler } from '../support/fake-upstreams.js';
import { ANONYMOUS, startGateway, type TestGateway } from '../support/gateway.js';
import { itemId, priceRecord } from '../support/records.js';

const PRICE = 'query ($id: ID!) { product(id: $id) { pricing { salePrice { amount } } } }';
const AT_A_TIME = 10;
/** Retries that a start has before any call has earned one. */
const AT_ONCE = 3;
/** Nothing listens on the discard port. */
const CLOSED = 'http://127.0.0.1:9';

/** What became of many requests for one price each. */
interface Load {
  readonly requests: number;
  /** Calls that reached PRICING, or tried to. A healthy service gets one per request. */
  readonly calls: number;
  /** Requests whose read the guard let through; the others cost PRICING nothing. */
  readonly admitted: number;
  /** Requests without a price. */
  readonly lost: number;
}

async function load(gateway: TestGateway, requests: number): Promise<Load> {
  let next = 0;
  let lost = 0;
  const client = async () => {
    while (next < requests) {
      const id = globalId('Product', itemId((next += 1)));
      const { data } = await gateway.ask(PRICE, { id }, ANONYMOUS);
      if (!data.product?.pricing) lost += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, client));
  const refused = await gateway.metric('vitrine_source_refusals_total', { source: 'PRICING.prices' });
  return { requests, calls: await calls(gateway), admitted: requests - refused, lost };
}

const calls = (gateway: TestGateway) =>
  gateway.metric('vitrine_upstream_calls_total', { upstream: 'PRICING' });

function report(test: TestContext, { requests, calls: made, admitted, lost }: Load): void {
  const perRequest = (made / requests).toFixed(3);
  test.diagnostic(
    `${requests} requests, ${admitted} reads let through, ${made} calls: ${perRequest} per request; ${lost} without a price`,
  );
}

const good = batch((id) => priceRecord(id, {}, Date.now()));

/** Fails so many of a hundred calls, spread evenly. */
function failing(percent: number): Handler {
  let sum = 0;
  return (call, response) => {
    sum += percent;
    if (sum < 100) return good(call, response);
    sum -= 100;
    return failure(502);
  };
}

/** A gateway with guards that have seen nothing yet, before a PRICING that answers like this. */
async function withPricing(
  handler: Handler | null,
  run: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const upstreams = await startFakeUpstreams();
  if (handler) upstreams.on('PRICING', '/', handler);
  const gateway = await startGateway({
    guarded: true,
    upstreams,
    env: handler ? {} : { PRICING_URL: CLOSED },
    // A hang ends by its own limit; everything else has patience with a busy machine.
    internals: { timeoutFactor: 10 },
  });
  try {
    await run(gateway);
  } finally {
    await gateway.close();
  }
}

describe('a dead upstream', () => {
  const deaths: [name: string, handler: Handler | null][] = [
    ['refuses connections', null],
    ['says 502', () => failure(502)],
    ['says 503', () => failure(503)],
    ['says 500', () => failure(500)],
    ['hangs', () => undefined],
  ];
  for (const [name, handler] of deaths)
    it(`that ${name} gets at most 1.10 calls per request`, async (test) => {
      await withPricing(handler, async (gateway) => {
        const measured = await load(gateway, 400);
        report(test, measured);
        assert.ok(measured.calls > 0 && measured.calls <= measured.requests * 1.1);
        assert.equal(measured.lost, measured.requests);
      });
    });
});

describe('a brown-out', () => {
  for (const percent of [30, 45, 49, 55])
    it(`of ${percent} % failed calls costs at most 1.10 calls per request`, async (test) => {
      await withPricing(failing(percent), async (gateway) => {
        const measured = await load(gateway, 300);
        report(test, measured);
        assert.ok(measured.calls > 0 && measured.calls <= measured.requests * 1.1 + AT_ONCE);
      });
    });
});

describe('an upstream that fails 1 % of its calls', () => {
  let gateway: TestGateway;
  before(async () => {
    const upstreams = await startFakeUpstreams();
    upstreams.on('PRICING', '/', failing(1));
    gateway = await startGateway({ guarded: true, upstreams });
  });
  after(() => gateway.close());

  it('gets at most 1.03 calls per request, and viewers hardly notice', async (test) => {
    const measured = await load(gateway, 1_000);
    report(test, measured);
    assert.ok(measured.calls > measured.requests && measured.calls <= measured.requests * 1.03);
    assert.equal(measured.lost, 0);
  });
});
