import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeptText } from '../../rollout/live/kept-text.js';
import { KillSwitch } from '../../rollout/live/kill-switch.js';
import { killLocation } from '../../rollout/live/kill-source.js';
import { RulesStore } from '../../rollout/live/rules-store.js';
import type { RuleProblem } from '../../rollout/rules/rule-problem.js';
import { DocumentServer, HANG, say, type Answer } from './support/document-server.js';
import { hangingDisk } from './support/hanging-disk.js';
import { malformedFiles } from './support/malformed.js';
import { DECLARED, fileOf, written, writtenOfAuthor, type Written } from './support/rules.js';
import { until } from './support/until.js';

const file = (version: number, changes: Written = {}): string =>
  fileOf(version, written({ bp: 10, ...changes }));

/** Nothing else may take so long; read where requests are served, the slow file takes three times as much. */
const STALL_MS = 300;

/** Added to the clock, so that tests need not wait. */
let later: number;
let folder: string;
let told: (readonly RuleProblem[])[];
let stores: RulesStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
  [later, told, stores] = [0, [], []];
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.stop()));
  rmSync(folder, { recursive: true });
});

async function begin(location: string, copyFolder: string | null = null): Promise<RulesStore> {
  const store = new RulesStore({
    location,
    copyFolder,
    rulables: DECLARED,
    version: '0.0.0',
    now: () => performance.now() + later,
    random: () => 0.5,
    onRejected: (problems) => told.push(problems),
  });
  stores.push(store);
  await store.start();
  return store;
}

/** Has the store read now instead of at its next poll. */
async function readNow(store: RulesStore): Promise<void> {
  later += 30_001;
  await store.refreshIfOld(5_000);
}

describe('rules in a file', () => {
  let path: string;
  beforeEach(() => (path = join(folder, 'rules.yaml')));

  it('are in force from the start, and replaced as a whole', async () => {
    writeFileSync(path, file(1));
    const store = await begin(path);
    const first = store.current();
    assert.equal(first?.version, 1);
    assert.equal(store.state().source, 'live');
    const versions: number[] = [];
    store.onChange(({ version }) => versions.push(version));
    writeFileSync(path, file(2, { bp: 100 }));
    assert.ok((await until(() => store.current()?.version === 2)) < 1_500);
    assert.deepEqual(versions, [2]);
    assert.equal(first.rules[0]?.bp, 10, 'whoever holds the former set goes on with it');
  });

  it('are none while there is no file, and come with it', async () => {
    const store = await begin(path);
    assert.equal(store.current(), null);
    assert.equal(store.state().source, 'none');
    assert.equal(told[0]?.[0]?.reason, 'UNREACHABLE');
    writeFileSync(path, file(1));
    await readNow(store);
    assert.equal(store.state().version, 1);
    rmSync(path);
    await readNow(store);
    assert.equal(store.state().version, 1);
    assert.equal(told.length, 2, 'a second outage is told about again');
  });

  it('are not the first half of a file that is being written', async () => {
    writeFileSync(path, fileOf(1));
    const store = await begin(path);
    const [half, whole] = [
      fileOf(2, written({ bp: 10 })),
      fileOf(2, written({ bp: 10 }), writtenOfAuthor({ bp: 10 })),
    ];
    writeFileSync(path, half);
    const reading = readNow(store);
    await sleep(8);
    writeFileSync(path, whole);
    await reading;
    assert.equal(store.current()?.rules.length, 2);
    assert.equal(store.state().rejected.size, 0);
  });
});

describe('rules that cannot be read to their end', () => {
  it('are none where a named pipe stands', async () => {
    execFileSync('mkfifo', [join(folder, 'rules.yaml')]);
    const store = await begin(join(folder, 'rules.yaml'));
    await until(() => store.state().rejected.has('UNREACHABLE'));
    assert.match(told[0]?.[0]?.message ?? '', /named pipe/);
  });

  it('keep nothing waiting where their disk hangs', async () => {
    const disk = hangingDisk();
    try {
      const store = await begin(join(folder, 'rules.yaml'));
      const startedAt = performance.now();
      await store.stop();
      assert.ok(performance.now() - startedAt < 100);
      assert.equal(disk.opened(), 1);
      const other = await begin(join(folder, 'rules.yaml'));
      await until(() => other.state().rejected.has('UNREACHABLE'));
    } finally {
      disk.restore();
    }
  });
});

describe('a large file of rules', () => {
  it('is in force like any other', async () => {
    const viewers = Array.from({ length: 3_000 }, (_, index) => `v-${index}`);
    writeFileSync(join(folder, 'rules.yaml'), file(1, { allow: { viewers } }));
    const store = await begin(join(folder, 'rules.yaml'));
    await until(() => store.current() !== null);
    assert.deepEqual(store.current()?.rules[0]?.allow.viewers, viewers);
  });

  it('holds nobody up, even one that is made to be slow to read', async () => {
    writeFileSync(join(folder, 'rules.yaml'), '"'.repeat(200_000));
    let [last, longest] = [performance.now(), 0];
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const store = await begin(join(folder, 'rules.yaml'));
    await until(() => store.state().rejected.has('SYNTAX'), 10_000);
    await sleep(20); // a tick that is late comes now
    clearInterval(ticks);
    assert.ok(longest < STALL_MS, `${longest} ms`);
  });

  it('that is being read keeps no store from ending', async () => {
    writeFileSync(join(folder, 'rules.yaml'), '"'.repeat(200_000));
    const store = await begin(join(folder, 'rules.yaml'));
    await store.stop();
    assert.equal(store.state().rejected.size, 0);
  });
});

describe('a version behind the one in force', () => {
  let path: string;
  beforeEach(() => {
    path = join(folder, 'rules.yaml');
    writeFileSync(path, file(3));
  });

  it('is held to steps and fixed keys by whoever saw every version', async () => {
    const store = await begin(path);
    writeFileSync(path, file(3, { bp: 5_000, salt: 'other' }));
    await until(() => store.state().rejected.size > 0);
    assert.deepEqual([...store.state().rejected.keys()], ['VERSION', 'FIXED_KEY', 'STEP']);
    assert.equal(store.current()?.rules[0]?.bp, 10);
  });

  it('is held to its number by whoever may have missed some', async () => {
    const store = await begin(path);
    writeFileSync(path, file(9, { bp: 5_000 }));
    await readNow(store);
    assert.equal(store.current()?.version, 9);
    writeFileSync(path, file(8));
    await readNow(store);
    assert.equal(store.current()?.version, 9);
    assert.deepEqual([...store.state().rejected], [['VERSION', 1]]);
  });
});

describe('the last good rules', () => {
  let path: string;
  let copies: string;
  beforeEach(() => {
    path = join(folder, 'rules.yaml');
    copies = join(folder, 'copies');
  });
  const keep = async (): Promise<string> => {
    writeFileSync(path, file(7));
    const store = await begin(path, copies);
    await until(() => !store.state().copyIsBehind);
    await store.stop();
    const [name = ''] = readdirSync(copies);
    return join(copies, name);
  };

  it('are there at the next start, before anything live', async () => {
    await keep();
    rmSync(path);
    const store = await begin(path, copies);
    assert.equal(store.current()?.version, 7);
    assert.equal(store.state().source, 'disk');
    assert.equal(store.state().ageMs, null);
    writeFileSync(path, file(7));
    await until(() => store.state().source === 'live');
  });

  it('hold against an older version, and make way for a newer one of any width', async () => {
    await keep();
    writeFileSync(path, file(6));
    const store = await begin(path, copies);
    await until(() => store.state().rejected.has('VERSION'));
    assert.equal(store.current()?.version, 7);
    await store.stop();
    writeFileSync(path, file(9, { bp: 5_000 }));
    const next = await begin(path, copies);
    await until(() => next.current()?.version === 9);
  });

  it('hold after a restart, too, against what was refused before it', async () => {
    await keep();
    const store = await begin(path, copies);
    await until(() => store.state().source === 'live');
    writeFileSync(path, file(8, { bp: 10_000, salt: 'other' }));
    await until(() => store.state().rejected.has('STEP'));
    await store.stop();
    const next = await begin(path, copies);
    await until(() => next.state().rejected.has('STEP'));
    assert.equal(next.current()?.version, 7);
    writeFileSync(path, file(9, { bp: 100 }));
    await readNow(next);
    assert.equal(next.current()?.version, 9);
  });

  it('are whole whichever of two containers with one disk wrote last', async () => {
    const [one, other] = [new KeptText(join(copies, 'kept')), new KeptText(join(copies, 'kept'))];
    for (let n = 0; n < 20; n++) {
      one.keep(`${n}`.repeat(100_000));
      other.keep(`${n}`.repeat(1_000));
      await Promise.all([one.settled(), other.settled()]);
      assert.ok('text' in ((await one.restore()) ?? {}));
    }
  });

  it('are not read when they are damaged', async () => {
    const copy = await keep();
    writeFileSync(copy, readFileSync(copy, 'utf8').replace('"bp":10', '"bp":99'));
    rmSync(path);
    const store = await begin(path, copies);
    assert.equal(store.current(), null);
    assert.equal(store.state().rejected.get('CHECKSUM'), 1);
  });

  it('hold nobody up when they cannot be written', async () => {
    writeFileSync(copies, 'a file where the folder should be');
    writeFileSync(path, file(1));
    const store = await begin(path, copies);
    assert.equal(store.current()?.version, 1);
    await until(() => store.state().copyIsBehind);
    rmSync(copies);
    await readNow(store);
    await until(() => !store.state().copyIsBehind);
    assert.deepEqual(readdirSync(copies).length, 1, 'nothing unfinished is left behind');
  });
});

describe('rules behind a URL', () => {
  const server = new DocumentServer();
  let url: string;
  beforeEach(async () => (url = `${await server.start()}/rules.yaml`));
  afterEach(async () => {
    // Before the server: what hangs there is ended by the store.
    await Promise.all(stores.map((store) => store.stop()));
    await server.stop();
    server.requests.clear();
  });
  const serve = (answer: Answer) => server.documents.set('/rules.yaml', answer);
  const tagged =
    (etag: string, text: string): Answer =>
    (request, response) => {
      const same = request.headers['if-none-match'] === etag;
      response.writeHead(same ? 304 : 200, { etag }).end(same ? '' : text);
    };

  it('are asked for with the tag of what is known', async () => {
    serve(tagged('"one"', file(1)));
    const store = await begin(url);
    assert.equal(store.current()?.version, 1);
    const first = store.current();
    await readNow(store);
    assert.equal(store.current(), first);
    assert.ok((store.state().ageMs ?? Infinity) < 5_000, 'not modified confirms them');
    serve(tagged('"two"', file(2)));
    await readNow(store);
    assert.equal(store.current()?.version, 2);
    const tags = server.requests.get('/rules.yaml')?.map((headers) => headers['if-none-match']);
    assert.deepEqual(tags, [undefined, '"one"', '"one"']);
  });

  it('stay in force whatever is wrong with what comes next, each reason counted and told once', async () => {
    serve(say(200, file(5)));
    const store = await begin(url);
    const inForce = store.current();
    const files = malformedFiles(file(6));
    assert.ok(files.length >= 100);
    for (const { text, reason } of files) {
      const before = store.state().rejected.get(reason) ?? 0;
      serve(say(200, text));
      await readNow(store);
      assert.equal(store.current(), inForce, text.slice(0, 100));
      assert.equal(store.state().rejected.get(reason), before + 1, `${reason}: ${text.slice(0, 100)}`);
    }
    await readNow(store);
    assert.equal(told.length, files.length);
    serve(say(200, file(6)));
    await readNow(store);
    assert.equal(store.current()?.version, 6);
  });

  it('are polled every two seconds', async () => {
    serve(say(200, file(1)));
    const store = await begin(url);
    serve(say(200, file(2)));
    const ms = await until(() => store.current()?.version === 2);
    assert.ok(ms > 1_500 && ms < 2_600, String(ms));
  });

  it('stay in force when the answer hangs, fails, is cut or has no end', async () => {
    serve(say(200, file(1)));
    const store = await begin(url);
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write(file(2));
      setTimeout(() => response.destroy(), 20);
    };
    const endless: Answer = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed) response.write(' '.repeat(65_536), () => setImmediate(more));
      };
      more();
    };
    for (const [answer, reason] of [
      [HANG, 'UNREACHABLE'],
      [say(503, file(2)), 'UNREACHABLE'],
      [say(302), 'UNREACHABLE'],
      [cut, 'UNREACHABLE'],
      [endless, 'TOO_LARGE'],
      [(_, response) => void response.end(Buffer.from([0xff, 0xfe])), 'SYNTAX'],
    ] as const satisfies readonly (readonly [Answer, string])[]) {
      const before = store.state().rejected.get(reason) ?? 0;
      serve(answer);
      const startedAt = performance.now();
      await readNow(store);
      assert.ok(performance.now() - startedAt < 1_500);
      assert.equal(store.state().rejected.get(reason), before + 1);
      assert.equal(store.current()?.version, 1);
    }
  });

  it('hold up a start without a copy by 100 ms', async () => {
    serve(HANG);
    const startedAt = performance.now();
    const store = await begin(url);
    const ms = performance.now() - startedAt;
    assert.ok(ms >= 95 && ms < 400, String(ms));
    assert.equal(store.state().source, 'none');
  });

  it('are read anew for the request after a freeze, which waits 20 ms at most', async () => {
    serve(say(200, file(1)));
    const store = await begin(url);
    serve(HANG);
    await store.refreshIfOld(20);
    assert.equal(server.requests.get('/rules.yaml')?.length, 1, 'young rules are not read again');
    later += 60_000;
    const startedAt = performance.now();
    await Promise.all([store.refreshIfOld(20), store.refreshIfOld(20)]);
    assert.ok(performance.now() - startedAt < 150);
    assert.equal(server.requests.get('/rules.yaml')?.length, 2);
  });

  it('are let go of at once when the store stops', async () => {
    serve(say(200, file(1)));
    const store = await begin(url);
    serve((_, response) => void setTimeout(() => response.end(file(2)), 400));
    void readNow(store);
    await until(() => server.requests.get('/rules.yaml')?.length === 2);
    const startedAt = performance.now();
    await store.stop();
    assert.ok(performance.now() - startedAt < 300);
    await sleep(450);
    assert.equal(store.current()?.version, 1);
  });

  it('leave the kill switch alone when they hang or are broken', async () => {
    for (const bad of [HANG, say(200, 'rules: [')]) {
      serve(say(200, file(1)));
      const store = await begin(url);
      const kill = new KillSwitch(killLocation(url), () => performance.now());
      await kill.start();
      serve(bad);
      void readNow(store);
      server.documents.set('/rules.yaml.kill', say(200, 'feed-primary'));
      assert.ok((await until(() => kill.isKilled('feed-primary'))) < 1_000);
      assert.equal(store.current()?.version, 1);
      await kill.stop();
      server.documents.delete('/rules.yaml.kill');
    }
  });
});
