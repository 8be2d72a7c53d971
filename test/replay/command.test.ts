import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runReplay } from '../../scripts/replay/command.js';
import { VIEWER } from '../support/gateway.js';
import {
  ALWAYS,
  settled,
  startRecordingGateway,
  type RecordingGateway,
} from './support/recording-gateway.js';
import { withoutLegs } from './support/without-legs.js';

const VIEWERS = 6;
/** Of no registered document, and its answer does not say which member of the feed is of which type. */
const LOOK =
  'query Look { feed(sceneId: "home", first: 5) { nodes { ... on VideoCard { video { title } } } } }';

describe('npm run replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-replay-'));
  const at = (name: string) => join(folder, name);
  let gateway: RecordingGateway;
  let cases: string;
  before(async () => {
    gateway = await startRecordingGateway({
      'feed-primary': { shadow: { ...ALWAYS, ranked: 'same' } },
      'product-pricing': { shadow: ALWAYS },
    });
    await gateway.ask(LOOK, {}, VIEWER);
    for (let n = 0; n < VIEWERS; n++)
      await gateway.run('feed-full', { sceneId: 'home' }, { ...VIEWER, 'x-viewer-id': `v-90000${n}` });
    await settled(gateway.folder);
    cases = gateway.folder;
    gateway.sandbox.resetCalls();
  });
  after(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (...args: string[]) => {
    const said = { out: '', err: '' };
    const code = await runReplay(args, {
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
      now: Date.now,
    });
    return { code, ...said };
  };

  it('finds what another path says otherwise, and shows it as parity is shown', async () => {
    const { code, out } = await run(cases, '--arm', 'feed-primary=primary', '--html', at('r.html'), '--json', at('r.json')); // prettier-ignore
    assert.equal(code, 1, out);
    assert.match(out, /^\d+ cases? answered once more; left out: \d+ recorded for another rule\.\n/);
    assert.match(out, /feed-primary/);
    const { dropped, operations } = JSON.parse(readFileSync(at('r.json'), 'utf8')).rules['feed-primary'];
    assert.equal(dropped['unrecorded-call'], undefined);
    assert.ok(operations.some(({ name }: { readonly name: string }) => /^Look \([0-9a-f]{8}\)$/.test(name)));
    assert.match(readFileSync(at('r.html'), 'utf8'), /^<!doctype html>/i);
  });

  it('finds nothing where the path is the one that served', async () => {
    const { code, out } = await run(cases, '--arm', 'feed-primary=legacy');
    assert.equal(code, 0, out);
  });

  it('finds two equal builds equal, and a build that answers otherwise', async () => {
    const written = await run(cases, '--write', at('old.jsonl'));
    assert.equal(written.code, 0, written.err);
    const equal = await run(cases, '--against', at('old.jsonl'));
    assert.equal(equal.code, 0, equal.out);
    assert.match(equal.out, /^Equal: \d+ cases\.$/m);
    assert.doesNotMatch(equal.out, /wanted/);
    const changed = readFileSync(at('old.jsonl'), 'utf8').replace(/"title":"/, '"title":"The old ');
    writeFileSync(at('other.jsonl'), changed);
    const other = await run(cases, '--against', at('other.jsonl'));
    assert.equal(other.code, 1, other.out);
  });

  it('counts a call that no case holds, and compares nothing with it', async () => {
    // what served one arm alone says nothing of the other: cases of functions are of this kind
    assert.ok(withoutLegs(cases, at('alone')) > 0);
    const { code, out } = await run(at('alone'), '--arm', 'feed-primary=primary');
    assert.equal(code, 2, out);
    assert.match(out, /unrecorded-call/);
  });

  it('leaves out what is torn, and says how much', async () => {
    const torn = at('torn.cases');
    const [name = ''] = readdirSync(cases);
    const file = readFileSync(join(cases, name));
    writeFileSync(torn, file.subarray(0, file.length - 5));
    appendFileSync(torn, file);
    const { code, out } = await run(torn, '--write', at('torn.jsonl'));
    assert.equal(code, 0);
    assert.match(out, /1 torn or damaged/);
  });

  it('says what it cannot do, with what to do about it', async () => {
    mkdirSync(at('empty'));
    const none = await run(at('empty'), '--arm', 'feed-primary=primary');
    assert.equal(none.code, 2);
    assert.match(none.err, /^Remedy: .*DATA_DIR.*vitrine_cases_total/);
    const unknown = await run(cases, '--arm', 'nosuch=primary');
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /They have .*feed-primary \(legacy or primary\)/);
    for (const args of [
      [],
      [cases],
      [cases, '--arm', 'feed-primary'],
      [cases, '--arm', 'feed-primary=other'],
      [cases, '--write', at('a'), '--against', at('b')],
      [at('nowhere'), '--arm', 'feed-primary=primary'],
      [cases, '--against', at('nowhere')],
      [cases, '--write', at('nowhere/file')],
      [cases, '--what'],
    ]) {
      const { code, err } = await run(...args);
      assert.equal(code, 3, args.join(' '));
      assert.match(err, /\nRemedy: /, args.join(' '));
    }
    const help = await run('--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /Exit code/);
  });

  it('has asked nobody', () => {
    for (const upstream of ['ALGORITHM', 'LEGACY', 'CONTENT', 'PRICING'] as const)
      for (const [operation, { calls }] of Object.entries(gateway.sandbox.calls()[upstream]))
        if (operation !== 'hot') assert.equal(calls, 0, `${upstream} ${operation}`);
  });
});
