// Settings fall back key by key: one broken value takes nothing else with it, and is kept to be shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, defaults } from '../../extension/shared/settings.js';

test('nothing stored gives the defaults', () => {
  for (const stored of [undefined, null, {}, 'settings', 7, []]) {
    assert.deepEqual(check(stored), { settings: defaults(), broken: {} }, JSON.stringify(stored));
  }
  assert.equal(defaults().toolbar, 'reader');
  assert.equal(defaults().hide.related, true);
  assert.equal(defaults().hide.navigation, false);
});

test('sound values are kept', () => {
  const { settings, broken } = check({ toolbar: 'declutter', hide: { footer: false }, reader: { size: 24 } });
  assert.equal(settings.toolbar, 'declutter');
  assert.equal(settings.hide.footer, false);
  assert.equal(settings.hide.share, true);
  assert.equal(settings.reader.size, 24);
  assert.deepEqual(broken, {});
});

test('broken values are replaced one by one and told', () => {
  const { settings, broken } = check({
    toolbar: 'both',
    hide: { footer: 'yes', share: false },
    reader: { size: 9000 },
  });
  assert.equal(settings.toolbar, 'reader');
  assert.equal(settings.hide.footer, true);
  assert.equal(settings.hide.share, false);
  assert.equal(settings.reader.size, defaults().reader.size);
  assert.deepEqual(broken, { toolbar: 'both', 'hide.footer': 'yes', 'reader.size': 9000 });
});

test('a value that is no object does not hide the settings inside', () => {
  assert.deepEqual(check({ reader: null, hide: 3 }).settings, defaults());
});
