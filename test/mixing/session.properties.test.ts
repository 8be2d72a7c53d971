import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rawId } from '../../mixing/content-key.js';
import { checkProperty } from './support/property.js';
import { fingerprint } from './support/restated-candidates.js';
import { play, scripts } from './support/sessions.js';

test('I12: no content appears twice in a session and positions run on without a gap', () => {
  checkProperty(
    scripts,
    ['three pages', 'resumed inside a page', 'fell to a lower tier', 'RC_REPEATED'],
    (script, seen) => {
      const pages = play(script);
      const items = pages.flatMap(({ shown }) => shown);
      assert.deepEqual(
        items.map(({ position }) => position),
        items.map((_, index) => index),
      );
      assert.equal(new Set(items.map(({ key }) => key)).size, items.length);
      if (pages.filter(({ shown }) => shown.length > 0).length >= 3) seen('three pages');
      if (pages.some(({ output, shown }) => shown.length < output.items.length))
        seen('resumed inside a page');
      if (pages.some(({ input }) => input.listSource === 'LEGACY') && items.length > 5)
        seen('fell to a lower tier');
      if (pages.some(({ output }) => output.drops.RC_REPEATED !== undefined)) seen('RC_REPEATED');
    },
  );
});

test('I12: re-uploads of one source stand further apart than the key window', () => {
  checkProperty(scripts, ['again outside the window', 'window over two pages'], (script, seen) => {
    const { start } = script;
    const items = play(script).flatMap(({ shown }) => shown);
    items.forEach(({ key }, at) => {
      const own = fingerprint(key, start);
      if (own === null) return;
      const earlier = items.slice(0, at).findLastIndex((item) => fingerprint(item.key, start) === own);
      if (earlier !== -1) {
        assert.ok(at - earlier > start.policy.keyWindow, `${at} and ${earlier}`);
        seen('again outside the window');
      }
    });
    if (start.policy.keyWindow > 0 && items.length > 9) seen('window over two pages');
  });
});

test('I12: each exact occurrence is delivered at most once, also when it was delivered early', () => {
  const expected = ['several occurrences', 'delivered early, then passed over'];
  checkProperty(scripts, expected, (script, seen) => {
    const pages = play(script);
    const exact = new Set(
      script.start.slots.filter(({ placement }) => placement.kind !== 'TOP').map(({ id }) => id),
    );
    const delivered = pages
      .flatMap(({ shown }) => shown)
      .filter(({ slotId }) => slotId !== null && exact.has(slotId))
      .map(({ slotId, wanted }) => `${slotId ?? ''}@${wanted}`);
    assert.equal(new Set(delivered).size, delivered.length);
    for (const { resumed } of pages) {
      for (const occurrence of resumed?.early ?? []) assert.ok(delivered.includes(occurrence), occurrence);
    }
    if (delivered.length > 1) seen('several occurrences');
    const passedOver = pages.some(({ input: { early, query } }) =>
      [...early].some((name) => {
        const position = Number(name.split('@')[1]);
        return position >= query.offset && position < query.offset + query.pageSize;
      }),
    );
    if (passedOver) seen('delivered early, then passed over');
  });
});

test('the algorithm gets back what it returned and no page showed, the rest of the page first', () => {
  checkProperty(scripts, ['rest of the page', 'not shown', 'lower tier'], (script, seen) => {
    for (const { input, output, shown, resumed } of play(script)) {
      if (resumed === null) continue;
      const behind = output.items.slice(shown.length).filter(({ source }) => source === 'ALGORITHM');
      const idsBehind = behind.map(({ key }) => rawId(key));
      const isPrimary = input.listSource === undefined;
      assert.deepEqual(resumed.unservedIds.slice(0, idsBehind.length), isPrimary ? idsBehind : []);
      const returned = new Set(input.algorithm.map(({ key }) => rawId(key)));
      const shownIds = new Set(shown.map(({ key }) => rawId(key)));
      for (const id of resumed.unservedIds) assert.ok(returned.has(id) && !shownIds.has(id), id);
      if (idsBehind.length > 0) seen('rest of the page');
      if (resumed.unservedIds.length > idsBehind.length) seen('not shown');
      if (!isPrimary) seen('lower tier');
    }
  });
});
