import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { idsOfNone, kills, parseKillList } from '../../rollout/live/kill-list.js';
import { killLocation } from '../../rollout/live/kill-source.js';

const parse = (text: string) => parseKillList(Buffer.from(text));

describe('a kill list', () => {
  it('is an id per line, with comments and room', () => {
    const list = parse('\ufeff# since 14:20\n\n feed-primary \r\nvideo-author # slow\n');
    assert.deepEqual([...list.ids], ['feed-primary', 'video-author']);
    assert.deepEqual(list.unclear, []);
    assert.ok(kills(list, 'feed-primary'));
    assert.ok(!kills(list, 'feed'));
  });

  it('is everything with a star', () => assert.ok(kills(parse('*'), 'any-rule')));

  it('is read as it was meant, whatever editor or shell wrote it', () => {
    const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
    const written = [
      ...[
        '- feed-primary\n',
        '* feed-primary',
        'Feed-Primary',
        'feed_primary',
        '"feed-primary",',
        '[feed-primary]',
      ],
      ...[
        'feed-primary\u200b',
        'feed\u2011primary',
        '\u00a0‘feed-primary’',
        'feed-primary，',
        '-feed-primary',
      ],
      ...[utf16('\ufefffeed-primary\r\n'), utf16('\ufefffeed-primary\r\n').swap16(), utf16('feed-primary')],
    ];
    for (const bytes of written) {
      const list = parseKillList(Buffer.from(bytes));
      assert.deepEqual([...list.ids], ['feed-primary'], String(bytes));
      assert.deepEqual(list.unclear, [], String(bytes));
    }
    for (const all of ['*', '- *', '"*"', 'feed-primary *']) assert.ok(kills(parse(all), 'any-rule'), all);
    const appended = Buffer.concat([utf16('\ufeffvideo-author\r\n'), Buffer.from('feed-primary\n')]);
    assert.deepEqual([...parseKillList(appended).ids], ['video-author', 'feed-primary']);
  });

  it('kills what unclear lines name, too, and shows them cut', () => {
    const list = parse(`feed-primary: off!\n${'a'.repeat(70)}\n**\nvideo-author feed`);
    assert.ok(kills(list, 'feed-primary') && kills(list, 'video-author') && !kills(list, 'any-rule'));
    assert.deepEqual(list.unclear, ['feed-primary: off!', 'a'.repeat(60), '**']);
    assert.deepEqual(idsOfNone(list, ['feed-primary', 'video-author']), ['off', 'feed']);
  });

  it('is none where no line is clear, and where the disk has lost it', () => {
    const none = [
      '<html>\n<body>Please log in.</body>',
      '\0\0\0',
      `# ${'old kills '.repeat(500)}\nfeed-primary`,
    ];
    for (const text of none) assert.ok(!parse(text).isList, text.slice(0, 20));
    for (const text of ['', '\n', '# none', '[]', '---', '<p>\nfeed-primary'])
      assert.ok(parse(text).isList, text);
  });

  it('kills every rule by its id', () => {
    const id = fc.stringMatching(/^[a-z0-9-]{1,40}$/).filter((text) => /[^-]/.test(text));
    fc.assert(fc.property(id, (text) => kills(parse(`# now\n${text}\n`), text)));
  });

  it('is read as far as it may be long, without the line that the end cuts', () => {
    const list = parse(`first\n${'#'.repeat(4_081)}\nvideo-author\nlast`);
    assert.deepEqual([...list.ids], ['first']);
    assert.equal(list.unclear.length, 1);
  });

  it('may be any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => void parseKillList(bytes)));
  });
});

it('lies beside the rules, or in the folder that the gateway runs in', () => {
  assert.equal(killLocation(null), './rollout.kill');
  assert.equal(killLocation('/etc/vitrine/rules.yaml'), '/etc/vitrine/rules.yaml.kill');
  assert.equal(killLocation('https://config/feed.yaml?env=prod'), 'https://config/feed.yaml.kill?env=prod');
});
