import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { builtInSnapshot } from '../../datasources/snapshot/built-in.js';
import { NOTHING_OFF } from '../../datasources/slots/emergency.contract.js';
import { judgeDocument } from '../../src/snapshots/gate.js';
import { schemaFaults } from '../support/schema-valid.js';

const bytes = readFileSync(new URL('../../../datasources/snapshot/built-in.json', import.meta.url));

describe('the list packaged with the build', () => {
  it('would pass the gate of publishing', () => {
    const {
      sourceTier: tier,
      configVersion,
      generatedAt,
    } = JSON.parse(bytes.toString()) as Record<string, string>;
    const validUntil = Date.parse(generatedAt ?? '') + 24 * 3_600_000;
    const reasons = judgeDocument(bytes, {
      emergency: NOTHING_OFF,
      isForCrowd: () => true,
      validUntil,
      pages: [
        { tier: tier as 'PRIMARY', degraded: false, configVersion: configVersion ?? '', degradedFields: [] },
      ],
      lastCount: null,
      media: new MediaPolicy(null),
    });
    assert.deepEqual(reasons, []);
  });

  it('has several pages of videos that are valid in the schema, and nothing else', () => {
    const { items } = builtInSnapshot();
    assert(items.length >= 30);
    for (const item of items) {
      assert(item.kind === 'VIDEO');
      assert.deepEqual(schemaFaults('Video', item.video), []);
      assert.equal(item.video.blockedBy, null);
    }
  });

  it('points to the product itself: to no upstream, no embedded service, no address that ends', () => {
    const addresses = [...bytes.toString().matchAll(/"(?:url|targetUrl|detailUrl)":\s*"([^"]*)"/g)].map(
      ([, url]) => url,
    );
    assert(addresses.length > 100);
    assert.deepEqual(
      addresses.filter(
        (url) => !/^https:\/\/www\.vitrine\.example\/(static|video|item|shop)\/[\w./-]+$/.test(url ?? ''),
      ),
      [],
    );
  });

  it('says nothing that belongs to a moment', () => {
    const text = bytes.toString();
    for (const field of [
      'pricing',
      'price',
      'tracking',
      'coupons',
      'availability',
      'playCount',
      'followerCount',
      'cursor"',
    ])
      assert(!text.includes(field), field);
    const values = [
      ...text.matchAll(/"(?:recommendReason|badge|titleOverride|coverOverride|expiresAt|slot)": ([^,\n]*)/g),
    ];
    assert(values.length > 100 && values.every(([, value]) => value === 'null'));
  });

  it('is read once', () => {
    assert.equal(builtInSnapshot(), builtInSnapshot());
  });
});
