import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import type { ResolvedConfig } from '../../src/config.js';
import { assertGone, childrenOf, launch } from './stand-ins/launch.js';

const ALL_NONE_OR_REMOTE = Object.fromEntries(
  UPSTREAM_NAMES.map((name) => [`${name}_URL`, name === 'LIVE' ? 'none' : `http://127.0.0.1:9/${name}`]),
);

async function startedConfig(url: string): Promise<ResolvedConfig> {
  return (await (await fetch(`${url}/config`)).json()) as ResolvedConfig;
}

describe('the start', { concurrency: 2 }, () => {
  it('embeds the services without a URL, and says what runs and what to open', async (test) => {
    const gateway = launch(test, 'main.js', {
      PORT: '0',
      PRICING_URL: 'http://127.0.0.1:9/p',
      LIVE_URL: 'none',
    });
    const url = await gateway.url();
    const config = await startedConfig(url);
    assert.equal(config.upstreams.PRICING, 'http://127.0.0.1:9/p');
    assert.equal(config.upstreams.LIVE, null);
    assert.match(config.upstreams.CATALOG ?? '', /^http:\/\/127\.0\.0\.1:\d+\/catalog$/);
    assert.match(config.localMediaOrigin ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    const said = gateway.stdout();
    assert.match(said, /ready after \d+\.\d s/);
    assert.match(said, /Embedded +ALGORITHM, CONTENT, CATALOG/);
    assert.match(said, /Remote +PRICING http:\/\/127\.0\.0\.1:9\/p/);
    assert.match(said, /Absent +LIVE/);
    assert(said.includes(config.adminUrl ?? 'missing'));
    assert(said.split('\n').length < 20, 'it is short');
  });

  it('starts no embedded services when every URL is given', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', ...ALL_NONE_OR_REMOTE, SANDBOX: 'off' });
    const config = await startedConfig(await gateway.url());
    assert.deepEqual([config.adminUrl, config.localMediaOrigin], [null, null]);
    assert.deepEqual(childrenOf(gateway.child.pid ?? 0), []);
    assert.match(gateway.stdout(), /Warning +CURSOR_KEYS is unset/);
  });

  it('speaks JSON lines in production', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', NODE_ENV: 'production' });
    await gateway.says(/\n/);
    const line = JSON.parse(gateway.stdout()) as { msg: string; url: string; embedded: string[] };
    assert.equal(line.msg, 'ready');
    assert.match(line.url, /^http:/);
    assert.equal(line.embedded.length, UPSTREAM_NAMES.length);
  });

  it('goes on when the embedded services end, and says so', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', SANDBOX_PROFILE: 'short-lived' });
    const url = await gateway.url();
    await gateway.says(/embedded services ended unexpectedly/);
    assert.equal((await fetch(`${url}/config`)).status, 200);
  });

  it('of the real program serves what it tells a newcomer to ask', async (test) => {
    const gateway = launch(test, '../../../src/main.js', { PORT: '0', REQUEST_DEADLINE_MS: '5000' });
    const url = await gateway.url();
    const children = childrenOf(gateway.child.pid ?? 0);
    const body = /-d '(\{.*\})'/.exec(gateway.stdout())?.[1] ?? '';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /"feed"/);
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 0);
    assert.equal(gateway.stderr(), '');
    await assertGone(children);
  });
});

describe('a start that cannot succeed ends with one message and code 1', { concurrency: 2 }, () => {
  const cases: [name: string, env: Record<string, string>, says: RegExp[]][] = [
    [
      'wrong variables',
      { PORT: 'x', CATALOG_URL: 'ftp://c', LOG_LEVEL: 'loud' },
      [/3 problems/, /PORT is "x"/, /CATALOG_URL is "ftp:/, /LOG_LEVEL is "loud"/],
    ],
    [
      'missing URLs',
      { SANDBOX: 'off', CATALOG_URL: 'http://127.0.0.1:9' },
      [/11 problems/, /ALGORITHM_URL is not set, and SANDBOX=off/, /Example {2}PRICING_URL=https:/],
    ],
    [
      'services that never get ready',
      { SANDBOX_PROFILE: 'silent' },
      [/embedded services were not ready within 1 s/],
    ],
    [
      'services that fail',
      { SANDBOX_PROFILE: 'failed' },
      [/embedded services failed: listen EADDRINUSE/, /Give a free SANDBOX_ADMIN_PORT/],
    ],
    [
      'services that crash',
      { SANDBOX_PROFILE: 'crash' },
      [/ended before they were ready: TypeError: no such data set/],
    ],
    ['services that make no sense', { SANDBOX_PROFILE: 'garbled' }, [/report that cannot be read/]],
    [
      'services that ignore the end',
      { SANDBOX_PROFILE: 'deaf', HOST: '203.0.113.1' },
      [/HOST 203\.0\.113\.1 is not an address/],
    ],
    ['an address of another machine', { HOST: '203.0.113.1' }, [/HOST 203\.0\.113\.1 is not an address/]],
    ['a server that cannot be built', { ROLLOUT_RULES: 'broken' }, [/failed: the rules cannot be read/]],
  ];
  for (const [name, env, says] of cases) {
    it(name, async (test) => {
      const gateway = launch(test, 'main.js', { PORT: '0', ...env });
      assert.equal(await gateway.exit(), 1);
      for (const part of says) assert.match(gateway.stderr(), part);
      assertOneMessage(gateway.stderr());
      assert.equal(gateway.stdout(), '');
    });
  }

  it('a taken port', async (test) => {
    const other = createServer().listen(0, '127.0.0.1');
    test.after(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const gateway = launch(test, 'main.js', { PORT: String(port) });
    assert.equal(await gateway.exit(), 1);
    assert.match(gateway.stderr(), new RegExp(`PORT ${port} is taken on 127\\.0\\.0\\.1`));
    assert.match(gateway.stderr(), new RegExp(`Example {2}PORT=${port + 1}`));
    assertOneMessage(gateway.stderr());
  });

  it('leaves no process behind', async (test) => {
    const gateway = launch(test, 'main.js', { SANDBOX_PROFILE: 'silent' });
    const { pid } = gateway.child;
    assert(pid !== undefined);
    let children: number[] = [];
    while (children.length === 0) {
      await new Promise(setImmediate);
      children = childrenOf(pid);
    }
    assert.equal(await gateway.exit(), 1);
    await assertGone(children);
  });
});

function assertOneMessage(stderr: string): void {
  assert.equal(stderr.match(/^Vitrine (cannot start|failed)/gm)?.length, 1, stderr);
  assert.match(stderr, /Remedy/);
  assert.doesNotMatch(stderr, /^\s+at /m, 'no stack');
}
