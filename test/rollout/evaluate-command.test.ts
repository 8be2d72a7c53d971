import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Evidence } from '../../rollout/fleet/evidence.js';
import { runRollout } from '../../scripts/rollout/command.js';
import { surroundings } from './support/command.js';
import { Instance } from './support/instance.js';

const RULE = 'feed-primary';
/** Rules as people write them. */
const RULES = `# of the feed team
format: vitrine-rollout/1
version: 42     # Monday
rules:
  - id: ${RULE}
    coordinates: [Query.feed]
    control: legacy
    treatment: primary
    state: running
    salt: feed-primary-1
    bp: 500     # 5 %
    owner: feed-team
    expires: 2027-09-30
`;
const GOOD = { ok: 1_500 };
const BAD = { ok: 1_400, error: 60, timeout: 40 };

let folder: string;
let instances: readonly [Instance, Instance];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  writeFileSync(join(folder, 'rules.yaml'), RULES);
  instances = [new Instance(), new Instance()];
  for (const instance of instances) {
    await instance.listen();
    instance.load(42);
  }
});
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
  rmSync(folder, { recursive: true });
});

const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), 'utf8');
const evidence = (): Evidence[] =>
  existsSync(path('evidence'))
    ? readdirSync(path('evidence')).map((name) => JSON.parse(read(join('evidence', name))) as Evidence)
    : [];

/** Half a minute on every instance. */
const traffic = (treatment: Parameters<Instance['serve']>[2], seconds?: number) => (): void => {
  for (const instance of instances) {
    instance.serve(RULE, 'control', GOOD);
    instance.serve(RULE, 'treatment', treatment, seconds);
  }
};
const load = (version: number) => (): void => instances.forEach((instance) => instance.load(version));

/** Runs the watch with one event between two checks each; half a minute passes each time. Ends after the last. */
async function watch(events: readonly (() => unknown)[], ...args: string[]) {
  const stop = new AbortController();
  const left = [...events];
  let now = 0;
  const { said, parts } = surroundings({
    signal: stop.signal,
    now: () => now,
    wallNow: () => Date.parse('2027-01-04T08:00:00Z') + now,
    sleep: async () => {
      now += 30_000;
      const event = left.shift();
      if (event) await event();
      else throw new Error('stopped');
    },
  });
  const code = await runRollout(
    [
      ...['evaluate', '--rules', path('rules.yaml'), '--evidence', path('evidence')],
      ...['--history', path('history.jsonl'), '--metrics', instances.map(({ url }) => url).join(',')],
      ...args,
    ],
    parts,
  );
  return { code, ...said };
}

describe('npm run rollout -- evaluate', () => {
  it('takes a treatment that gets worse one step back, once, and leaves evidence', async () => {
    const { code, out, err } = await watch([
      traffic(GOOD),
      traffic(BAD),
      traffic(BAD), // the instances have not read the new rules yet
      load(43),
      () => undefined, // from here on they count for the new share
      () => instances[0].serve(RULE, 'treatment', { ok: 100, error: 20 }),
    ]);
    assert.equal(code, 0, err);
    assert.equal(
      read('rules.yaml'),
      RULES.replace('version: 42 ', 'version: 43 ').replace('bp: 500 ', 'bp: 100 '),
    );
    const [record, ...others] = evidence();
    assert.ok(record);
    assert.equal(others.length, 0);
    assert.equal(record.action, 'step-back');
    assert.deepEqual(
      [record.bp, record.rulesVersion],
      [
        { from: 500, to: 100 },
        { before: 42, after: 43 },
      ],
    );
    assert.deepEqual(record.figures.treatment.outcomes, {
      ok: 5_800,
      error: 120,
      timeout: 80,
      empty: 0,
      invalid: 0,
    });
    const rate = record.findings.find(({ name }) => name === 'error rate');
    assert.ok(rate?.isBad === true && rate.interval !== null && rate.interval.low > 0.005);
    assert.deepEqual(
      record.instances.map(({ instance, rulesVersion }) => [instance, rulesVersion]),
      instances.map(({ url }) => [url, 42]),
    );
    assert.match(out, /feed-primary {2}step back from 500 to 100 {2}error rate: 2\.00 % against 0\.00 %/);
    const history = read('history.jsonl').trim().split('\n');
    assert.deepEqual(JSON.parse(history[0] ?? ''), {
      at: record.at,
      version: 43,
      rule: RULE,
      bp: 100,
    });
    assert.deepEqual(JSON.parse(history[1] ?? '').outcomes, { control: 0, treatment: 120 });
  });

  it('counts on over a restart', async () => {
    await watch([traffic(GOOD), () => instances[0].restart(42), traffic(GOOD)]);
    const [line = ''] = read('history.jsonl').trim().split('\n');
    assert.deepEqual(JSON.parse(line).outcomes, { control: 6_000, treatment: 6_000 });
  });

  const TEN_MINUTES = 20;
  const measuredIn = (): string[] =>
    read('history.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).guardrails);

  it('remembers for the gate what it found, over as long as it takes to find something', async () => {
    const few = () => instances[0].serve(RULE, 'treatment', { ok: 20 });
    const many = () => instances[1].serve(RULE, 'control', { ok: 100 });
    const tenMinutes = [few, many, ...Array.from({ length: TEN_MINUTES - 2 }, () => few)];
    const { out } = await watch([...tenMinutes, ...tenMinutes.map(() => many), ...tenMinutes, ...tenMinutes]);
    assert.deepEqual(measuredIn().slice(0, 4), ['unknown', 'unknown', 'unknown', 'good'], out);
  });

  it('remembers for the gate what was bad', async () => {
    writeFileSync(path('rules.yaml'), RULES.replace('bp: 500 ', 'bp: 0 '));
    const worse = () => instances[0].serve(RULE, 'treatment', { error: 50, ok: 150 });
    await watch([traffic({ ok: 0 }), worse, ...Array.from({ length: TEN_MINUTES }, () => () => undefined)]);
    assert.deepEqual(measuredIn()[0], 'bad');
    assert.deepEqual(evidence(), [], 'too few for the check itself');
  });

  it('holds while nobody can be reached, and after a restart of the watch without data', async () => {
    await Promise.all(instances.map((instance) => instance.close()));
    const { out, err } = await watch([traffic(BAD), traffic(BAD)]);
    assert.match(out, /hold {2}No instance answered\. 2 of 2 instances did not answer\./);
    assert.match(err, /gave no metrics: .*ECONNREFUSED/);
    assert.equal(read('rules.yaml'), RULES);
    assert.deepEqual(evidence(), []);
    assert.equal((await watch([traffic(BAD)], '--once')).code, 1, 'nothing was judged');
  });

  it('judges by the instances that answer', async () => {
    await instances[1].close();
    const { out } = await watch([traffic(BAD)]);
    assert.match(out, /step back from 500 to 100 .*1 of 2 instances did not answer\./);
  });

  it('steps back for latency in the third slow check', async () => {
    const { out } = await watch([traffic(GOOD, 0.3), traffic(GOOD, 0.3)]);
    assert.match(out, /hold/);
    assert.equal(read('rules.yaml'), RULES);
    await watch([traffic(GOOD, 0.3), traffic(GOOD, 0.3), traffic(GOOD, 0.3)]);
    assert.match(read('rules.yaml'), /bp: 100/);
    assert.match(
      evidence()[0]?.reasons[0] ?? '',
      /p50 latency: 300 ms against 25 ms; .* in 3 checks running/,
    );
  });

  it('kills what is much worse, once, behind what stands in the kill file', async () => {
    writeFileSync(path('rules.yaml.kill'), 'video-author');
    await watch([traffic({ ok: 1_000, invalid: 500 }), traffic({ invalid: 1_500 })]);
    assert.equal(read('rules.yaml.kill'), `video-author\n${RULE}\n`);
    assert.equal(read('rules.yaml'), RULES);
    assert.deepEqual(
      evidence().map(({ action, bp }) => [action, bp]),
      [['kill', { from: 500, to: 500 }]],
    );
  });

  it('changes nothing in a dry run, and says what it would do', async () => {
    const before = readdirSync(folder);
    const { code, out } = await watch([traffic(BAD)], '--dry-run', '--once');
    assert.equal(code, 1);
    assert.match(out, /dry run {2}feed-primary {2}step back from 500 to 100/);
    assert.deepEqual(readdirSync(folder), before);
    assert.equal(read('rules.yaml'), RULES);
  });

  it('goes on over rules that somebody broke, and acts on them once they are whole', async () => {
    const { err } = await watch([
      () => writeFileSync(path('rules.yaml'), 'rules: ['),
      () => writeFileSync(path('rules.yaml'), RULES),
      traffic(BAD),
    ]);
    assert.match(err, /This check came to nothing: .*rules\.yaml holds no rules/);
    assert.match(read('rules.yaml'), /bp: 100/);
  });

  it('reduces a rule although another cannot be reduced', async () => {
    writeFileSync(
      path('rules.yaml'),
      `${RULES}  - id: video-author
    coordinates: [Video.author]
    control: legacy-detail
    treatment: accounts
    state: running
    salt: video-author-1
    bp: 1000
    owner: content-team
    expires: 2027-09-30
`,
    );
    const { out, err } = await watch(
      [
        () => {
          traffic({ invalid: 1_500 })(); // asks for a kill, whose file is a folder
          instances[0].serve('video-author', 'control', GOOD);
          instances[0].serve('video-author', 'treatment', BAD);
        },
      ],
      ...['--kill', folder],
    );
    assert.match(err, /^feed-primary: .* cannot be read: EISDIR/m);
    assert.match(out, /video-author {2}step back from 1000 to 500/);
    assert.match(read('rules.yaml'), /bp: 500 [^]*bp: 500\n/);
  });

  it('acts although its record cannot be kept, and writes it to the error stream', async () => {
    writeFileSync(path('evidence'), 'a file where a folder should be');
    const { err } = await watch([traffic(BAD)]).finally(() => rmSync(path('evidence')));
    assert.match(read('rules.yaml'), /bp: 100/);
    assert.match(err, /The record could not be kept \(.*\): \{"format":"vitrine-evidence\/1"/);
  });
});
