import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { noRule } from '../../rollout/parity/empty-figures.js';
import type { InstanceFigures } from '../../rollout/parity/parity-figures.js';
import { historyLine } from '../../rollout/fleet/history.js';
import { runParity } from '../../scripts/parity/command.js';
import { selectedCoordinates } from '../../scripts/parity/selected-coordinates.js';
import { WAY } from './support/compare-paths.js';
import { runCommand } from '../../scripts/shared/run-command.js';
import { sampleFigures } from './support/sample-figures.js';

const NOW = Date.UTC(2026, 10, 12, 16);
const FIGURES = sampleFigures();
const folder = mkdtempSync(join(tmpdir(), 'vitrine-parity-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const only = (...ids: readonly string[]): InstanceFigures => ({
  ...FIGURES,
  rules: Object.fromEntries(Object.entries(FIGURES.rules).filter(([id]) => ids.includes(id))),
});

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runParity(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => NOW,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const RULE = `- at: Product.pricing.priceLabel
  class: nullness
  reason: The Java service knows no labels.
  owner: pricing-team
  expires: 2026-12-31
`;

const RULE_ID = 'video-author';
const MET = only(RULE_ID);
/** The same rule, on an instance that has newer rules. */
const TURNED: InstanceFigures = {
  ...MET,
  instance: { id: 'another', at: NOW },
  rules: Object.fromEntries(
    Object.entries(MET.rules).map(([id, rule]) => [id, { ...rule, mode: 'reverse' }]),
  ),
};
const LAST_AT = MET.rules[RULE_ID]?.lastAt ?? 0;
const ago = (hours: number): string => new Date(LAST_AT - hours * 3_600_000).toISOString();

/** What the fleet check wrote: the hours before the last comparison at which it measured, and what it found. */
const history = (name: string, ...found: readonly (readonly [hours: number, 'good' | 'bad' | 'unknown'])[]) =>
  file(
    name,
    [
      historyLine({ at: ago(20), version: 7, rule: RULE_ID, bp: 100 }),
      ...found.map(([hours, guardrails]) => {
        const outcomes = { control: 1_000, treatment: 1_000 };
        return historyLine({ at: ago(hours), rule: RULE_ID, version: 7, ms: 600_000, outcomes, guardrails });
      }),
    ].join(''),
  );

describe('npm run parity', () => {
  it('ends with 0, 1 or 2 by its verdict, the worst of all rules', async () => {
    const [mismatch, open] = [only('product-pricing'), only('feed-tracking')];
    const good = ['--history', history('good.jsonl', [1, 'good'])];
    assert.equal((await run('--from', file('met.json', MET), ...good)).code, 0);
    assert.equal((await run('--from', file('mismatch.json', mismatch), ...good)).code, 1);
    assert.equal((await run('--from', file('open.json', open), ...good)).code, 2);
    assert.equal((await run('--from', file('all.json', FIGURES), ...good)).code, 1);
    assert.equal((await run('--from', file('two.json', only(RULE_ID, 'feed-tracking')), ...good)).code, 2);
    assert.equal((await run('--from', file('none.json', only()), ...good)).code, 2);
  });

  it('lets nobody go on whose guardrails are bad, or not known', async () => {
    const met = file('met.json', MET);
    const bad = await run('--from', met, '--history', history('bad.jsonl', [2, 'good'], [1, 'bad']));
    assert.equal(bad.code, 1);
    assert.match(bad.out, /✗ guardrails: bad; wanted: none bad/);
    const unknown = [
      [],
      ['--history', history('unwatched.jsonl')],
      ['--history', history('few.jsonl', [1, 'unknown'])],
      ['--history', history('silent.jsonl', [3, 'good'])],
      ['--history', history('wider.jsonl', [21, 'good'], [1, 'unknown'])],
    ];
    for (const args of unknown) {
      const { code, out } = await run('--from', met, ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(out, /\? guardrails: not known; wanted: none bad/);
    }
    const since = await run('--from', met, '--history', history('few.jsonl', [5, 'good'], [1, 'unknown']));
    assert.equal(since.code, 0);
  });

  it('prints what differs, with intervals, noise and an example', async () => {
    const { out } = await run('--from', file('all.json', FIGURES));
    assert.match(out, /^✗ product-pricing differs\.$/m);
    assert.match(out, /Product\.pricing: 9\d\.\d+ % \([\d.]+ to [\d.]+\) of [\d,]+ alike; [\d.]+ %/);
    assert.match(
      out,
      /value +Product\.pricing\.salePrice\.amount {2}\d+ \([\d.]+ %\), noise 0 of 1,080: too few to tell/,
    );
    assert.match(out, /for example \w+: Product\.\S+ is "[\d.]+" on control, "[\d.]+" on treatment/);
    assert.match(out, /\? feed-tracking: Too early to say/);
  });

  it('says which paths it compared, what it could not compare, and what to do next', async () => {
    const { rules } = FIGURES;
    const [author, pricing] = [rules[RULE_ID], rules['product-pricing']];
    assert.ok(author && pricing);
    const moved = { control: 'legacy-items', treatment: 'pricing', mode: 'reverse', compared: {} } as const;
    const figures = {
      ...FIGURES,
      rules: {
        [RULE_ID]: { ...author, dropped: { busy: 999_999, 'answer not-comparable': 3 } },
        'product-pricing': { ...pricing, ...moved },
      },
      ignored: [],
    };
    const html = join(folder, 'page.html');
    const { out } = await run('--from', file('lack.json', figures), '--ignore', file('a.yaml', RULE), '--html', html); // prettier-ignore
    assert.match(
      out,
      /control legacy-items, treatment pricing; treatment serves, control is asked beside it/,
    );
    assert.match(out, /Product\.coupons, Product\.promotions: not compared \(LEGACY knows none\)/);
    assert.match(out, /999,999 cases were not compared, most of them busy; .*Remedy: .*#outside/);
    assert.match(out, /priceLabel nullness: the gateway counted without this rule; restart it/);
    assert.match(out, /^Never compared: Video\.viewer/m);
    assert.match(out, /\nNext: [^\n]+docs\/parity\.md#[^\n]+\nPage: .*page\.html\n$/);
    const page = readFileSync(html, 'utf8');
    assert.match(page, /999,999 cases were not compared/);
    assert.match(page, /<b>Product\.coupons<\/b> not compared: LEGACY knows none/);
  });

  it('puts figures of instances together, from files and from gateways', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/rollout/parity' ? 200 : 404;
      response.end(JSON.stringify(only('video-author')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const path = file('one.json', { ...only('video-author'), instance: { id: 'another', at: NOW } });
      const good = history('good.jsonl', [1, 'good']);
      const { code, out } = await run('--from', `${path},${url}`, '--history', good);
      assert.equal(code, 0);
      const single = FIGURES.rules['video-author']?.compared['Video.author']?.ab.n ?? 0;
      assert.match(out, new RegExp(`of ${(2 * single).toLocaleString('en-US')} alike`));
      const wrong = await run('--from', `${url}/elsewhere`);
      assert.deepEqual([wrong.code, /status 404/.test(wrong.err)], [3, true]);
    } finally {
      server.close();
    }
  });

  it('counts an instance once, as it was last read', async () => {
    const later = { ...MET, instance: { id: MET.instance.id, at: MET.instance.at + 1 } };
    const early = file('early.json', only());
    const args = ['--history', history('good.jsonl', [1, 'good'])];
    const [once, often] = [file('once.json', MET), file('later.json', later)];
    const { out } = await run('--from', once, ...args);
    const twice = await run('--from', [often, early, once, often].join(','), ...args);
    assert.equal(twice.out, out);
    assert.match(twice.err, /^Of 4 places some are the same instance/);
  });

  it('writes the report for programs and for people', async () => {
    const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
    await run('--from', file('all.json', FIGURES), '--json', json, '--html', html);
    const report = JSON.parse(readFileSync(json, 'utf8'));
    assert.equal(report.format, 'vitrine-parity/1');
    assert.equal(report.rules['product-pricing'].gate.verdict, 'mismatch');
    assert.match(report.rules['product-pricing'].coordinates[0].reproducer.at, /^Product\.pricing/);
    assert.match(readFileSync(html, 'utf8'), /^<!doctype html>/);
  });

  it('ends with 3, and says why, where nothing can be read or asked', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--from', join(folder, 'no.json')], /There is no file/],
      [['--from', file('bad.json', '{')], /holds no figures of parity: it is no JSON\./],
      [['--from', file('list.json', '[]')], /holds no figures of parity: Invalid input/],
      [['--from', file('old.json', { ...FIGURES, format: 'vitrine-parity-figures/0' })], /format/],
      [['--from', 'http://127.0.0.1:1'], /does not answer/],
      [['--from', 'a,,b'], /commas/],
      [['--for', '0'], /1 to 3600/],
      [['--from', file('met.json', MET), '--history', join(folder, 'no.jsonl')], /cannot be read/],
      [['--from', file('met.json', MET), '--history', file('bad.jsonl', '{}\n')], /Line 1 is neither/],
      [['--from', `${file('met.json', MET)},${file('back.json', TURNED)}`], /video-author compares old with new \(shadow\) in some figures, and old with new \(reverse\)/], // prettier-ignore
      [['--frm', 'a'], /frm/],
      [
        ['--ignore', join(folder, 'no.yaml')],
        /There is no file.*\nRemedy: Give a file that exists; the default/,
      ],
      [['--ignore', file('bad.yaml', '- at: x')], /Product|coordinate|class/],
      [
        ['--from', file('all.json', FIGURES), '--html', join(folder, 'no', 'report.html')],
        /cannot be written/,
      ],
    ];
    for (const [args, why] of cases) {
      const { code, err } = await run(...args);
      assert.equal(code, 3, args.join(' '));
      assert.match(err, why);
      assert.match(err, /^Remedy: /m);
    }
  });

  it('never says "something differs" of a fault of its own', async () => {
    const err: string[] = [];
    const code = await runCommand([], { out: () => {}, err: (text) => void err.push(text) }, {
      usage: '',
      readOptions: () => ({}),
      carryOut: () => Promise.reject(new TypeError('a fault')),
      refused: 3,
    }); // prettier-ignore
    assert.equal(code, 3);
    assert.match(err.join(''), /a fault[^]*\nRemedy: /);
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /--from PLACES/);
  });
});

describe('npm run parity -- --check', () => {
  it('finds rules that are expired or unused', async () => {
    assert.equal((await run('--check')).code, 0);
    assert.equal((await run('--check', '--ignore', file('fine.yaml', RULE))).code, 0);
    const expired = await run(
      '--check',
      '--ignore',
      file('expired.yaml', RULE.replace('2026-12-31', '2026-11-01')),
    );
    assert.equal(expired.code, 1);
    assert.match(expired.err, /priceLabel nullness of pricing-team is expired since 2026-11-01/);
    const use = { at: 'Product.pricing.priceLabel', class: 'nullness', hits: 0, lastHitAt: null } as const;
    const figures: InstanceFigures = {
      ...only(),
      rules: { r: noRule({ ...WAY, coordinates: [] }) },
      ignored: [{ ...use, watchedFrom: NOW - 8 * 86_400_000, comparisonsSince: 9_000 }],
    };
    const unused = await run(
      '--check',
      '--ignore',
      file('fine.yaml', RULE),
      '--from',
      file('use.json', figures),
    );
    assert.equal(unused.code, 1);
    assert.match(unused.err, /is unused/);
  });
});

describe('the coordinates of committed operations', () => {
  it('are found through fragments and inside other types', () => {
    const selected = selectedCoordinates();
    assert(selected.get('FeedFull')?.includes('Product.pricing'));
    assert(selected.get('FeedFull')?.includes('Query.feed'));
    assert.equal(selected.get('FeedNoPrices')?.includes('Product.pricing'), false);
  });
});
