import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { readConfig } from '../../src/config.js';
import { StartError, type Problem } from '../../src/config/problem.js';
import { resolveConfig } from '../../src/startup/resolve-config.js';
import { temporaryFolder } from '../snapshots/support/reader.js';

type Env = Record<string, string>;

const KEY = Buffer.alloc(16, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64');
const allUrls: Env = Object.fromEntries(
  UPSTREAM_NAMES.map((name) => [`${name}_URL`, `https://${name.toLowerCase()}.example.com/base/`]),
);

function problemsOf(env: Env): readonly Problem[] {
  try {
    readConfig(env);
  } catch (error) {
    assert(error instanceof StartError);
    return error.problems;
  }
  return [];
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    const config = readConfig({});
    assert.deepEqual(
      { ...config, upstreams: undefined },
      {
        port: 4000,
        host: '127.0.0.1',
        upstreams: undefined,
        sandbox: true,
        sandboxAdminPort: 0,
        requestDeadlineMs: 800,
        cursorKeys: [],
        mediaHosts: null,
        videoPageUrl: 'https://www.vitrine.example/video/',
        rolloutRules: null,
        dataDir: null,
        logLevel: 'info',
        production: false,
        snapshotPublish: true,
        entityCache: false,
        coalescing: true,
        trustedDocuments: false,
        rateLimitCostPerS: 0,
      },
    );
    assert.deepEqual(Object.keys(config.upstreams), [...UPSTREAM_NAMES]);
    assert(Object.values(config.upstreams).every((url) => url === undefined));
  });

  it('takes every variable', () => {
    const config = readConfig({
      ...allUrls,
      PORT: '0',
      HOST: '::1',
      LIVE_URL: 'none',
      SNAPSHOT_URL: 'file:///var/lib/vitrine/snapshots',
      SANDBOX: 'off',
      SANDBOX_ADMIN_PORT: '4100',
      REQUEST_DEADLINE_MS: '1200',
      CURSOR_KEYS: `7:${KEY}, 255:${OTHER_KEY}`,
      MEDIA_HOSTS: 'img.example.com, VIDEO.example.com,img.example.com',
      ROLLOUT_RULES: './rules.json',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'test',
      SNAPSHOT_PUBLISH: 'on',
      TRUSTED_DOCUMENTS: 'on',
      RATE_LIMIT_COST_PER_S: '500',
      VIDEO_PAGE_URL: 'https://www.example.com/v/',
    });
    assert.equal(config.videoPageUrl, 'https://www.example.com/v/');
    assert.equal(config.upstreams.LIVE, null);
    assert.equal(config.upstreams.SNAPSHOT, 'file:///var/lib/vitrine/snapshots');
    assert.equal(config.upstreams.CATALOG, 'https://catalog.example.com/base');
    assert.deepEqual(
      config.cursorKeys.map(({ kid, key }) => [kid, key.length]),
      [
        [7, 16],
        [255, 32],
      ],
    );
    assert.deepEqual(config.mediaHosts, ['img.example.com', 'video.example.com']);
    assert.deepEqual(
      [config.port, config.host, config.sandbox, config.sandboxAdminPort, config.requestDeadlineMs],
      [0, '::1', false, 4100, 1200],
    );
    assert.deepEqual(
      [config.rolloutRules, config.logLevel, config.production, config.snapshotPublish],
      ['./rules.json', 'debug', false, true],
    );
    assert.deepEqual([config.trustedDocuments, config.rateLimitCostPerS], [true, 500]);
  });

  it('turns the protections on in production, unless told otherwise', () => {
    const strict = readConfig({ NODE_ENV: 'production' });
    assert.deepEqual([strict.production, strict.trustedDocuments], [true, true]);
    assert(strict.rateLimitCostPerS > 0);
    const open = readConfig({
      NODE_ENV: 'production',
      TRUSTED_DOCUMENTS: 'off',
      RATE_LIMIT_COST_PER_S: '0',
    });
    assert.deepEqual([open.production, open.trustedDocuments, open.rateLimitCostPerS], [true, false, 0]);
  });

  it('publishes snapshots to the embedded store only, unless told otherwise', () => {
    assert.equal(readConfig({ SNAPSHOT_URL: 'https://cdn.example.com' }).snapshotPublish, false);
    assert.equal(readConfig({ SNAPSHOT_PUBLISH: 'off' }).snapshotPublish, false);
  });

  it('makes the folder for copies, and takes one that is there', (test) => {
    const folder = join(temporaryFolder(test), 'a/b');
    assert.equal(readConfig({ DATA_DIR: folder }).dataDir, folder);
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(readConfig({ DATA_DIR: `${folder}/` }).dataDir, folder);
  });

  it('cannot be changed', () => {
    const config = readConfig({ CURSOR_KEYS: `1:${KEY}`, MEDIA_HOSTS: 'img.example.com' });
    for (const part of [config, config.upstreams, config.cursorKeys, config.cursorKeys[0], config.mediaHosts])
      assert(Object.isFrozen(part));
  });
});

describe('a wrong variable', () => {
  const wrongValues: Record<string, string[]> = {
    PORT: ['', ' ', 'http', '-1', '65536', '40.5', '4e3', '0x10', '99999999999999999999'],
    HOST: ['', ' '],
    SANDBOX: ['', 'no', 'false', 'OFF', '0'],
    SANDBOX_ADMIN_PORT: ['admin', '65536'],
    REQUEST_DEADLINE_MS: ['0', '49', '60001', '800ms', '-800', 'Infinity'],
    DATA_DIR: ['', ' ', '/dev/null', '/dev/null/below', '/proc/vitrine'],
    LOG_LEVEL: ['verbose', 'INFO', '30'],
    NODE_ENV: ['prod', 'Production', ''],
    SNAPSHOT_PUBLISH: ['yes', ''],
    TRUSTED_DOCUMENTS: ['true', '1'],
    RATE_LIMIT_COST_PER_S: ['-1', 'none', '1.5'],
    MEDIA_HOSTS: [
      '',
      'a,,b',
      'https://img.example.com',
      'img.example.com:443',
      '*',
      'a b',
      `${'a'.repeat(64)}.com`,
    ],
    ROLLOUT_RULES: ['', 'ftp://rules.example.com/x.json', 'https://user:secret@rules.example.com/'],
    CATALOG_URL: [
      '',
      'none',
      'catalog',
      '//catalog.example.com',
      'ftp://catalog.example.com',
      'file:///catalog',
      'https://catalog.example.com/?key=1',
      'https://catalog.example.com/#top',
      'https://user@catalog.example.com',
      'https://user:secret@catalog.example.com',
      'ws://user:secret@catalog.example.com',
    ],
    VIDEO_PAGE_URL: [
      '',
      'www.example.com/v/',
      'http://www.example.com/v/',
      'https://user:secret@www.example.com/v/',
    ],
    ALGORITHM_URL: ['none'],
    PRICING_URL: ['none'],
    SLOTS_URL: ['none'],
    LIVE_URL: ['None', 'off', 'file:///live'],
    SNAPSHOT_URL: ['./snapshots', 'file:///snapshots?x=1', 'data:text/plain,x'],
    CURSOR_KEYS: [
      '',
      KEY,
      `:${KEY}`,
      `256:${KEY}`,
      `01:${KEY}`,
      `+1:${KEY}`,
      `1.0:${KEY}`,
      `1:${KEY}:2`,
      `1:${KEY},`,
      '1:',
      '1:tooshort',
      '1:!!!!!!!!!!!!!!!!!!!!!!!!',
      `1:${Buffer.alloc(15, 1).toString('base64')}`,
      `1:${KEY},1:${OTHER_KEY}`,
      `1:${KEY},2:${KEY}`,
    ],
  };

  for (const [name, values] of Object.entries(wrongValues)) {
    for (const value of values) {
      it(`is told with its remedy: ${name}=${JSON.stringify(value)}`, () => {
        const problems = problemsOf({ [name]: value });
        assert.equal(problems.length, 1);
        const [problem] = problems;
        assert.equal(problem?.subject, name);
        assert.match(problem.wrong, /\S.*\.$/);
        assert.match(problem.example ?? '', new RegExp(`^${name}=\\S`));
        assert.match(problem.remedy, /\S/);
        assert.doesNotMatch(new StartError(problems).message, /secret/);
        if (name === 'CURSOR_KEYS') assert(!new StartError(problems).message.includes(KEY.slice(0, 8)));
      });
    }
  }

  it('is told together with all others', () => {
    const env = Object.fromEntries(
      Object.entries(wrongValues).map(([name, values]) => [name, values.at(-1) ?? '']),
    );
    const subjects = problemsOf(env).map(({ subject }) => subject);
    assert.deepEqual(subjects.toSorted(), Object.keys(wrongValues).toSorted());
  });

  it('is told beside the addresses that SANDBOX=off makes necessary', () => {
    const problems = problemsOf({
      SANDBOX: 'off',
      PORT: 'x',
      CATALOG_URL: 'https://c.example.com',
      LIVE_URL: 'none',
    });
    assert.deepEqual(
      problems.map(({ subject }) => subject),
      [
        'PORT',
        ...UPSTREAM_NAMES.filter((name) => name !== 'CATALOG' && name !== 'LIVE').map(
          (name) => `${name}_URL`,
        ),
      ],
    );
    for (const { subject, remedy } of problems) {
      const dispensable = ['LEGACY_URL', 'SNAPSHOT_URL', 'EXPOSURE_URL', 'ENGAGEMENT_URL', 'INVENTORY_URL'];
      assert.equal(/or none/.test(remedy), dispensable.includes(subject), subject);
    }
  });
});

describe('a configuration without embedded services', () => {
  it('names every service that nothing serves', () => {
    const config = readConfig({ CATALOG_URL: 'https://c.example.com', LIVE_URL: 'none' });
    assert.throws(
      () => resolveConfig(config, null),
      (error) =>
        error instanceof StartError &&
        error.problems.length === 10 &&
        /PRICING_URL is not set/.test(error.message),
    );
  });

  it('is complete when every service has an address or is absent', () => {
    const config = resolveConfig(readConfig({ ...allUrls, LIVE_URL: 'none' }), null);
    assert.deepEqual([config.upstreams.LIVE, config.adminUrl, config.localMediaOrigin], [null, null, null]);
    assert.equal(config.upstreams.SLOTS, 'https://slots.example.com/base');
  });
});

describe('any text', () => {
  const names = [
    'PORT',
    'REQUEST_DEADLINE_MS',
    'CURSOR_KEYS',
    'MEDIA_HOSTS',
    'LIVE_URL',
    'SNAPSHOT_URL',
    'NODE_ENV',
  ];

  it('gives a configuration or a problem with that variable, never another error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 200 }), (name, value) => {
        const subjects = problemsOf({ [name]: value }).map(({ subject }) => subject);
        assert(subjects.length === 0 || (subjects.length === 1 && subjects[0] === name));
      }),
      { numRuns: 2000 },
    );
  });

  it('in a valid shape is read back as it was meant', () => {
    const entry = fc.record({
      kid: fc.integer({ min: 0, max: 255 }),
      key: fc.uint8Array({ minLength: 16, maxLength: 64 }),
    });
    const entries = fc.uniqueArray(entry, { minLength: 1, maxLength: 5, selector: ({ kid }) => kid });
    fc.assert(
      fc.property(entries, (given) => {
        // The key id as last byte keeps the keys distinct.
        const distinct = given.map(({ kid, key }) => ({ kid, key: Buffer.from([...key, kid]) }));
        const value = distinct.map(({ kid, key }) => `${kid}:${key.toString('base64')}`).join(',');
        assert.deepEqual(readConfig({ CURSOR_KEYS: value }).cursorKeys, distinct);
      }),
      { numRuns: 200 },
    );
  });
});
