import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';

function judge(policy: MediaPolicy, value: unknown, as: 'media' | 'link' = 'media'): [string | null, number] {
  let counted = 0;
  const url = policy[as](value, () => (counted += 1));
  return [url, counted];
}

describe('an address', () => {
  const any = new MediaPolicy(null);
  const rows: Readonly<Record<string, readonly [unknown, string | null, number]>> = {
    'of https passes': ['https://img.example.test/a.jpg?x=1#y', 'https://img.example.test/a.jpg?x=1#y', 0],
    'without a path passes': ['https://img.example.test', 'https://img.example.test', 0],
    'with a port passes': ['https://img.example.test:8443/a', 'https://img.example.test:8443/a', 0],
    'is trimmed': [' https://img.example.test/a ', 'https://img.example.test/a', 0],
    'of http becomes https': ['http://img.example.test/a', 'https://img.example.test/a', 1],
    'without a protocol becomes https': ['//img.example.test/a', 'https://img.example.test/a', 1],
    'absent is null and not counted': [null, null, 0],
    'blank is null and not counted': ['  ', null, 0],
    'of another type is null': [7, null, 0],
    'of another protocol is dropped': ['javascript:alert(1)', null, 1],
    'of data is dropped': ['data:image/png;base64,AAAA', null, 1],
    'that is relative is dropped': ['/a.jpg', null, 1],
    'with a user is dropped': ['https://user:pw@img.example.test/a', null, 1],
    'with white space is dropped': ['https://img.example.test/a b', null, 1],
    'with markup is dropped': ['https://img.example.test/"><script>', null, 1],
    'with a backslash is dropped': ['https://img.example.test\\@evil.test/', null, 1],
    'beyond the last port is dropped': ['https://img.example.test:99999/a', null, 1],
    'of 2,048 characters passes': [
      `https://a.test/${'x'.repeat(2_033)}`,
      `https://a.test/${'x'.repeat(2_033)}`,
      0,
    ],
    'of more is dropped': [`https://a.test/${'x'.repeat(2_034)}`, null, 1],
  };
  for (const [name, [value, url, counted]] of Object.entries(rows))
    it(name, () => assert.deepEqual(judge(any, value), [url, counted]));

  for (const host of [
    'localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'printer.local', 'db.internal', '127.0.0.1', '127.1',
    '2130706433', '0x7f000001', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254',
    '[::1]', '127.0.0.1.',
  ] /* prettier-ignore */)
    it(`on ${host} never reaches a client`, () => {
      assert.deepEqual(judge(any, `https://${host}/a`), [null, 1]);
      assert.deepEqual(judge(any, `https://${host}/a`, 'link'), [null, 1]);
    });

  for (const host of ['172.32.0.1', '11.0.0.1', 'localhost.example.test', 'internal.example.test'])
    it(`on ${host} is public`, () => assert.equal(judge(any, `https://${host}/a`)[0], `https://${host}/a`));
});

describe('with allowed hosts', () => {
  const some = new MediaPolicy(new Set(['img.example.test']));
  it('media come from those alone, whatever the port or case', () => {
    assert.equal(judge(some, 'https://img.example.test:8443/a')[0], 'https://img.example.test:8443/a');
    assert.equal(judge(some, 'https://IMG.example.test/a')[0], 'https://IMG.example.test/a');
    assert.deepEqual(judge(some, 'https://img.example.test.evil.test/a'), [null, 1]);
  });
  it('links lead anywhere public', () => {
    assert.equal(judge(some, 'https://shop.example.test/4', 'link')[0], 'https://shop.example.test/4');
  });
});

it('the origin of embedded services passes as it is, and no other local one', () => {
  const local = new MediaPolicy(null, 'http://127.0.0.1:4010');
  assert.deepEqual(judge(local, 'http://127.0.0.1:4010/i/1.svg'), ['http://127.0.0.1:4010/i/1.svg', 0]);
  assert.deepEqual(judge(local, '//127.0.0.1:4010/i/1.svg'), ['http://127.0.0.1:4010/i/1.svg', 0]);
  assert.equal(judge(local, 'http://127.0.0.1:4011/i/1.svg')[0], null);
  assert.equal(judge(local, 'http://127.0.0.1:40100/i/1.svg')[0], null);
});

it('whatever passes is an https address that a browser reads the same way', () => {
  const policy = new MediaPolicy(null);
  const text = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string().map((rest) => `https://${rest}`),
    fc.tuple(fc.webUrl(), fc.string()).map(([url, rest]) => url + rest),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (value) => {
      const [url] = judge(policy, value);
      if (url === null) return;
      const parsed = new URL(url);
      assert.equal(parsed.protocol, 'https:');
      assert.equal(parsed.username, '');
      assert.ok(url.toLowerCase().startsWith(`https://${parsed.hostname}`), `${url} → ${parsed.hostname}`);
    }),
    { numRuns: 2_000 },
  );
});
