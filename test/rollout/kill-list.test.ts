import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { kills, parseKillList } from '../../rollout/live/kill-list.js';
import { killLocation } from '../../rollout/live/kill-source.js';

const parse = (text: string) => parseKillList(Buffer.from(text));

describe('a kill list', () => {
  it('is an id per line, with comments and room', () => {
    const list = parse('\ufeff# since 14:20\n\n feed-primary \r\nvideo-author # slow\n');
    assert.deepEqual([...list.ids], ['feed-primary', 'video-author']);
    assert.equal(list.ignored, 0);
    assert.ok(kills(list, 'feed-primary'));
    assert.ok(!kills(list, 'feed'));
  });

  it('is everything with a star', () => assert.ok(kills(parse('*'), 'any-rule')));

  it('counts lines that are no id, and keeps the others', () => {
    const list = parse(`Feed-Primary\nfeed primary\n${'a'.repeat(41)}\n**\nfeed-primary`);
    assert.deepEqual([...list.ids], ['feed-primary']);
    assert.equal(list.ignored, 4);
  });

  it('is read as far as it may be long, without the line that the end cuts', () => {
    const list = parse(`first\n${'#'.repeat(4_081)}\nvideo-author\nlast`);
    assert.deepEqual([...list.ids], ['first']);
    assert.equal(list.ignored, 1);
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
