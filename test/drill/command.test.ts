import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { runDrill } from './support/run-drill.js';
import { degraded, healthy, page, startStandIn, type Asked, type StandIn } from './support/stand-in.js';

const target = ({ url, adminUrl }: StandIn) => ['--url', url, '--admin', adminUrl, '--seconds', '0.4'];
const isClear = ({ faults }: StandIn) => [...faults.values()].every((list) => list.length === 0);

describe('npm run drill', { concurrency: 2 }, () => {
  it('breaks every upstream in three ways, then several at once, and ends with 0 when pages stayed full', async (test) => {
    const standIn = await startStandIn();
    test.after(() => standIn.close());
    const { code, output } = await runDrill(test, target(standIn));
    assert.equal(code, 0, output);
    for (const name of ['PRICING', 'CATALOG', 'LEGACY'])
      for (const form of ['killed', 'hangs', 'poisoned'])
        assert.match(output, new RegExp(`^${name} ${form} +(\\d+)/\\1 +PRIMARY +at once +live`, 'm'));
    for (const title of ['all primaries killed', 'all primaries and LEGACY hang', 'everything killed'])
      assert.match(output, new RegExp(`^${title} +(\\d+)/\\1 `, 'm'));
    assert.match(output, /^([\d,]+) of \1 pages were full, through 12 outages\.$/m);
    assert(isClear(standIn));
    const puts = standIn.calls.filter((call) => call.startsWith('PUT'));
    assert.equal(puts.length, 9 + 2 + 3 + 3);
  });

  it('breaks one upstream alone when it is named', async (test) => {
    const standIn = await startStandIn();
    test.after(() => standIn.close());
    const { code, output } = await runDrill(test, [...target(standIn), '--only', 'pricing']);
    assert.equal(code, 0, output);
    assert.match(output, /3 outages of 0\.4 s/);
    const puts = standIn.calls.filter((call) => call.startsWith('PUT'));
    assert.deepEqual(puts, Array(3).fill('PUT /faults/PRICING'));
  });

  it('sends faults that end by themselves, should nobody be left to clear them', async (test) => {
    const standIn = await startStandIn();
    test.after(() => standIn.close());
    const sent: { kind: string; forMs?: number }[] = [];
    standIn.onBreak = (_name, faults) => void sent.push(...faults);
    await runDrill(test, [...target(standIn), '--only', 'PRICING']);
    assert.deepEqual(
      sent.map(({ kind, forMs }) => [kind, forMs]),
      ['REFUSE', 'HANG', 'BAD_JSON', 'HTML', 'WRONG_TYPE'].map((kind) => [kind, 10_400]),
    );
  });

  const failures: [string, (asked: Asked) => object, RegExp][] = [
    ['blank', () => page({ items: 0 }), /blank \(no items\)/],
    ['short', () => page({ items: 7 }), /short \(7 of 10 items\)/],
    ['the end of the list too early', () => page({ hasNextPage: false }), /the list ended after 10 items/],
    [
      'an error',
      () => ({ errors: [{ message: 'No feed.', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }], data: null }),
      /blank \(UPSTREAM_UNAVAILABLE: No feed\.\)/,
    ],
    ['a page with an error', () => ({ ...page(), errors: [{ message: 'Oh.' }] }), /error \(an error: Oh\.\)/],
    ['no GraphQL', () => ['hello'], /blank \(an answer that cannot be read\)/],
  ];
  for (const [name, failing, says] of failures)
    it(`ends with 1 when a viewer saw ${name}, and says when`, async (test) => {
      const standIn = await startStandIn((asked) =>
        asked.broken.includes('PRICING') && !asked.isProduct ? { body: failing(asked) } : healthy(asked),
      );
      test.after(() => standIn.close());
      const { code, output, report } = await runDrill(test, [...target(standIn), '--only', 'PRICING']);
      assert.equal(code, 1, output);
      assert.match(output, /^PRICING killed +\d+\/\d+ ! /m);
      assert.match(output, /^Not full: .*PRICING killed/m);
      assert.match(output, says);
      assert.match(report(), /✗/);
      assert(isClear(standIn));
    });

  it('ends with 1 when a read by id says that a product does not exist, with 0 when it says that it cannot be read', async (test) => {
    for (const [product, code] of [
      [{ data: { product: null } }, 1],
      [
        { data: { product: null }, errors: [{ message: 'x', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] },
        0,
      ],
    ] as const) {
      const standIn = await startStandIn((asked) =>
        asked.broken.length > 0 && asked.isProduct ? { body: product } : healthy(asked),
      );
      test.after(() => standIn.close());
      const ended = await runDrill(test, [...target(standIn), '--seconds', '3', '--only', 'CATALOG']);
      assert.equal(ended.code, code, ended.output);
      assert.match(ended.output, code === 0 ? /were told that it cannot be read now/ : /\d failed\./);
    }
  });

  it('tells where prices came from, and how long until they were as usual', async (test) => {
    let brokenUntil = 0;
    const standIn = await startStandIn((asked) => {
      if (asked.broken.includes('PRICING')) brokenUntil = performance.now() + 400; // two seconds of the drill's clock
      if (performance.now() > brokenUntil || asked.isProduct) return healthy(asked);
      return { body: { ...page(), ...degraded('Product.pricing', 'legacy', 10) } };
    });
    test.after(() => standIn.close());
    const { output, report } = await runDrill(test, [...target(standIn), '--only', 'PRICING']);
    assert.match(
      output,
      /^PRICING killed +\d+\/\d+ +PRIMARY +[1-9]\.\d s +legacy +live .*legacy: Product\.pricing$/m,
    );
    assert.match(report(), /<th scope="row">Product\.pricing<\/th>\s*<td>legacy<\/td>/);
  });

  it('clears the faults and ends with 1 when the administration fails in between', async (test) => {
    const standIn = await startStandIn();
    test.after(() => standIn.close());
    standIn.onBreak = (name) => {
      if (name === 'CATALOG') throw new Error('no');
    };
    const { code, output } = await runDrill(test, [...target(standIn), '--only', 'PRICING,CATALOG']);
    assert.equal(code, 1, output);
    assert.match(output, /^The drill broke off: /m);
    assert(isClear(standIn));
  });

  it('clears the faults when it is stopped, and ends with 130', async (test) => {
    const standIn = await startStandIn();
    test.after(() => standIn.close());
    const stop = new AbortController();
    standIn.onBreak = () => void setTimeout(() => stop.abort(), 20);
    const { code, output } = await runDrill(test, [...target(standIn), '--seconds', '60'], {
      signal: stop.signal,
    });
    assert.equal(code, 130, output);
    assert.match(output, /Stopped; nothing is broken any more\./);
    assert(isClear(standIn));
  });
});

describe('npm run drill refuses with 2 and a remedy', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  const refusals: [name: string, args: () => string[], wrong: RegExp, remedy: RegExp][] = [
    ['an unknown flag', () => ['--nothing'], /--nothing/, /npm run drill -- --help/],
    [
      'an address that is none',
      () => ['--url', 'localhost'],
      /--url is an http\(s\) origin, for example/,
      /--help/,
    ],
    [
      'a length that is none',
      () => ['--seconds', 'long'],
      /--seconds is a number from 0\.2 to 600/,
      /--help/,
    ],
    ['a length too short', () => ['--seconds', '0'], /--seconds is a number from 0\.2/, /--help/],
    ['no names', () => ['--only', ' , '], /--only names upstreams, for example/, /--help/],
    ['a word', () => ['PRICING'], /PRICING/, /--help/],
    [
      'upstreams that nobody knows',
      () => [...target(standIn), '--only', 'PRICING,PRICES'],
      /--only names PRICES, which the administration does not know/,
      /It knows PRICING, CATALOG, LEGACY\./,
    ],
    [
      'a gateway that is not there',
      () => ['--url', 'http://127.0.0.1:1'],
      /Nothing answers at http:\/\/127\.0\.0\.1:1/,
      /Start the gateway there/,
    ],
    [
      'an administration that is not there',
      () => ['--url', standIn.url, '--admin', 'http://127.0.0.1:1'],
      /No administration answers at http:\/\/127\.0\.0\.1:1 \(/,
      /Give --admin the address that the gateway printed/,
    ],
    [
      'an administration that is something else',
      () => ['--url', standIn.url, '--admin', standIn.url],
      /No administration answers at .* \(/,
      /SANDBOX_ADMIN_PORT=4100/,
    ],
    [
      'the matrix against services of somebody',
      () => ['--full', '--url', standIn.url],
      /--full runs against services of its own/,
      /Leave out --url/,
    ],
  ];
  for (const [name, args, wrong, remedy] of refusals)
    it(name, async (test) => {
      const { code, output, reportPath } = await runDrill(test, args());
      assert.equal(code, 2, output);
      assert.match(output, wrong);
      assert.match(output, remedy);
      assert.match(output, /^ {4}Remedy {3}/m);
      assert(!existsSync(reportPath));
    });

  it('a report that cannot be written, before anything is broken', async (test) => {
    for (const path of ['/nowhere/at/all.html', '/']) {
      const { code, output } = await runDrill(test, [...target(standIn), '--report', path]);
      assert.equal(code, 2, output);
      assert.match(output, /cannot be written|is a directory/);
    }
    assert(!standIn.calls.some((call) => call.startsWith('PUT')));
  });

  it('faults that somebody else has set, unless told to clear them', async (test) => {
    standIn.faults.set('CATALOG', [{ kind: 'DELAY' }]);
    const refused = await runDrill(test, target(standIn));
    assert.equal(refused.code, 2, refused.output);
    assert.match(refused.output, /Faults are already set: CATALOG \(DELAY\)\./);
    assert.match(refused.output, new RegExp(`curl -X DELETE ${standIn.adminUrl}/faults, or give --force`));
    assert.deepEqual(standIn.faults.get('CATALOG'), [{ kind: 'DELAY' }]);
    const forced = await runDrill(test, [...target(standIn), '--only', 'PRICING', '--force']);
    assert.equal(forced.code, 0, forced.output);
    assert(isClear(standIn));
  });

  it('a feed that is blank before anything is broken', async (test) => {
    const blank = await startStandIn(() => ({ status: 503, body: {} }));
    test.after(() => blank.close());
    const { code, output } = await runDrill(test, target(blank), { speed: 20 });
    assert.equal(code, 2, output);
    assert.match(output, /No page is full even before anything is broken: HTTP 503/);
    assert(!blank.calls.some((call) => call.startsWith('PUT')));
  });
});

it('npm run drill -- --help says how it is used', async (test) => {
  const { code, output } = await runDrill(test, ['--help']);
  assert.equal(code, 0);
  for (const flag of ['url', 'admin', 'only', 'seconds', 'report', 'force', 'full'])
    assert.match(output, new RegExp(`--${flag} `));
});
