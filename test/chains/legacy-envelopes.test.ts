import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { answer, PATHS } from '../legacy/support/legacy-answers.js';
import { failure, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { itemId } from '../support/records.js';

const PRICE = 'query ($id: ID!) { product(id: $id) { title pricing { salePrice { amount } } } }';
const variables = { id: globalId('Product', itemId(1)) };
const ASKED = 12;
/** As many failures in a row open a breaker. */
const UNTIL_OPEN = 5;

let upstreams: FakeUpstreams;
/** Its guards have seen nothing yet. */
let gateway: TestGateway;
beforeEach(async () => {
  upstreams = await startFakeUpstreams();
  gateway = await startGateway({ guarded: true, upstreams, env: { LEGACY_URL: upstreams.urls.LEGACY } });
});
afterEach(() => gateway.close());

/** Asks for a price, one request after another; resolves to the calls that LEGACY got for them. */
async function legacyCalls(requests: number): Promise<number> {
  for (let request = 0; request < requests; request++) {
    const { data, errors } = await gateway.ask(PRICE, variables);
    assert.equal(errors, undefined);
    assert.equal(data.product.pricing, null);
  }
  return upstreams.callsOf('LEGACY', PATHS.items).length;
}

describe('a failure that LEGACY reports with status 200', () => {
  const cases: [name: string, code: string, calls: number][] = [
    ['a time-out behind it', 'FAIL_SYS_SERVICE_TIMEOUT', UNTIL_OPEN],
    ['a fault of the service', 'FAIL_SYS_SERVICE_FAULT', UNTIL_OPEN],
    ['overload', 'FAIL_SYS_TRAFFIC_LIMIT', UNTIL_OPEN],
    ['something nobody has heard of', 'FAIL_NEW_AND_STRANGE', UNTIL_OPEN],
    ['a service that its gateway does not know', 'FAIL_SYS_SERVICE_NOT_EXIST', 1],
    ['a parameter of ours', 'FAIL_SYS_PARAM_MISSING', ASKED],
    ['credentials of ours', 'FAIL_SYS_ILLEGAL_ACCESS', ASKED],
    ['nothing to serve', 'FAIL_BIZ_NO_RESULT', ASKED],
  ];
  for (const [name, code, calls] of cases)
    it(`(${name}) is never asked about twice, and after ${calls} of ${ASKED} such answers nobody asks`, async () => {
      upstreams.fail('PRICING', 500);
      upstreams.on('LEGACY', '/gw', answer({}, [`${code}::because`]));
      assert.equal(await legacyCalls(1), 1);
      assert.equal(await legacyCalls(ASKED - 1), calls);
    });
});

it('a service that asked to be left alone is not made up for by LEGACY while it is', async () => {
  upstreams.on('PRICING', '/', () => failure(503, { 'retry-after': '30' }));
  assert.equal(await legacyCalls(1), 1, 'the request that met it goes on, inside the cap');
  assert.equal(await legacyCalls(5), 1, 'the others end with what is here');
  assert.equal(upstreams.callsOf('PRICING').length, 1);
  const { text } = await gateway.ask(PRICE, variables);
  assert.match(text, /"source":null,"reason":"CIRCUIT_OPEN"/);
});
