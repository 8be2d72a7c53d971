import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch, failure, startFakeUpstreams, type Handler } from '../support/fake-upstreams.js';
import { ANONYMOUS, startGateway, type TestGateway } from '../support/gateway.js';
import { itemId, priceRecord } from '../support/records.js';

const PRICE = 'query ($id: ID!) { product(id: $id) { pricing { salePrice { amount } } } }';
const AT_A_TIME = 10;
/** Retries of a second that no call has to earn. */
const FREE_PER_SECOND = 3;
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
  readonly seconds: number;
}

async function load(gateway: TestGateway, requests: number): Promise<Load> {
  let next = 0;
  let lost = 0;
  const startedAt = performance.now();
  const client = async () => {
    while (next < requests) {
      const id = globalId('Product', itemId((next += 1)));
      const { data } = await gateway.ask(PRICE, { id }, ANONYMOUS);
      if (!data.product?.pricing) lost += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, client));
  const seconds = (performance.now() - startedAt) / 1_000;
  const refused = await gateway.metric('vitrine_source_refusals_total', { source: 'PRICING.prices' });
  return { requests, calls: await calls(gateway), admitted: requests - refused, lost, seconds };
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

const badGateway: Handler = () => failure(502);
const reset: Handler = (_call, response) => void response.socket?.resetAndDestroy();

/** Fails so many of a hundred calls, spread evenly. */
function failing(percent: number, fail: Handler = badGateway): Handler {
  let sum = 0;
  return (call, response) => {
    sum += percent;
    if (sum < 100) return good(call, response);
    sum -= 100;
    return fail(call, response);
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
    ['resets connections', reset],
    ['says 502', badGateway],
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

  it('that resets connections over which it has answered gets no more either', async (test) => {
    let calls = 0;
    const dying: Handler = (call, response) => ((calls += 1) > 100 ? reset : good)(call, response);
    await withPricing(dying, async (gateway) => {
      const measured = await load(gateway, 400);
      report(test, measured);
      assert.ok(measured.calls > 100 && measured.calls <= measured.requests * 1.1);
    });
  });
});

describe('a brown-out', () => {
  const kinds: [way: string, fail: Handler, percents: number[]][] = [
    ['failed calls', badGateway, [30, 45, 49, 55]],
    ['reset connections', reset, [30, 55]],
  ];
  for (const [way, fail, percents] of kinds)
    for (const percent of percents)
      it(`of ${percent} % ${way} costs at most 1.10 calls per request`, async (test) => {
        await withPricing(failing(percent, fail), async (gateway) => {
          const measured = await load(gateway, 300);
          report(test, measured);
          const most = measured.requests * 1.1 + FREE_PER_SECOND * Math.ceil(measured.seconds);
          assert.ok(measured.calls > 0 && measured.calls <= most, `${measured.calls} of ${most}`);
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
