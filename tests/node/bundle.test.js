// The file of export and import: what is written is read back whole, what is not sound is left out and named, and the
// preview is what happens.
//
//     node --test tests/node/bundle.test.js

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LARGEST_FILE, plan, read, write } from '../../extension/options/bundle.js';
import { check, defaults } from '../../extension/shared/settings.js';

/** @typedef {import('../../extension/options/bundle.js').State} State */

const NOW = new Date('2024-03-04T05:06:07Z');

/** @type {import('../../extension/shared/corrections.js').Kept} */
const RELATED = {
  want: 'article',
  role: 'related',
  path: 'main>article>aside',
  signature: ['.related'],
  around: [],
  heading: null,
  shape: 'l2w1b1m0s0p1',
  time: 1,
  count: 1,
};

/** @returns {State} */
const state = () => ({
  settings: check({ toolbar: 'declutter', reader: { size: 24 }, hide: { comments: false } }).settings,
  sites: { 'example.org': { mode: 'reader' }, '*.example.net': { mode: 'off', hide: { share: false } } },
  corrections: { 'example.org': { version: 1, list: [RELATED] } },
});

/** @returns {State} */
const fresh = () => ({ settings: defaults(), sites: {}, corrections: {} });

/** @param {object} file */
function bundleOf(file) {
  const { bundle, problem } = read(JSON.stringify({ standfirst: 1, ...file }));
  assert.ok(bundle, problem);
  return bundle;
}

/** The state after a plan, as the options page writes it. @param {State} before @param {ReturnType<typeof plan>} planned @returns {State} */
function apply({ settings, sites, corrections }, { write }) {
  const change = /** @type {any} */ (write.settings);
  const merged = {
    ...settings,
    ...change,
    reader: { ...settings.reader, ...change.reader },
    hide: { ...settings.hide, ...change.hide },
  };
  /** @param {object} present @param {object} wanted */
  const put = (present, wanted) =>
    Object.fromEntries(Object.entries({ ...present, ...wanted }).filter(([, value]) => value !== null));
  const rules = Object.entries(put(sites, write.sites)).map(([text, { mode, hide }]) => [
    text,
    { mode, ...(Object.keys(hide ?? {}).length > 0 && { hide }) },
  ]);
  return { settings: merged, sites: Object.fromEntries(rules), corrections: put(corrections, write.corrections) };
}

test('what is exported is imported, whole, into a fresh installation', () => {
  const { bundle } = read(write(state(), NOW));
  assert.ok(bundle);
  assert.deepEqual(bundle.refused, []);
  for (const how of /** @type {const} */ (['merge', 'replace'])) {
    assert.deepEqual(apply(fresh(), plan(bundle, fresh(), how)), state());
  }
});

test('importing what is there changes nothing, and says so', () => {
  const { bundle } = read(write(state(), NOW));
  assert.ok(bundle);
  const { settings, sites, corrections } = plan(bundle, state(), 'replace');
  const none = { added: [], changed: [], removed: [] };
  assert.deepEqual([settings, sites, corrections], [[], none, none]);
});

test('merging keeps what the file does not name; replacing takes it away', () => {
  const bundle = bundleOf({
    settings: { reader: { size: 30 } },
    sites: { 'example.org': { mode: 'off' }, 'new.example': { mode: 'reader' } },
  });
  const merged = plan(bundle, state(), 'merge');
  assert.deepEqual(merged.settings, [{ path: 'reader.size', from: 24, to: 30 }]);
  assert.deepEqual(merged.sites, { added: ['new.example'], changed: ['example.org'], removed: [] });
  assert.deepEqual(merged.corrections, { added: [], changed: [], removed: [] });
  assert.equal(apply(state(), merged).settings.toolbar, 'declutter');

  const replaced = plan(bundle, state(), 'replace');
  assert.deepEqual(replaced.settings, [
    { path: 'toolbar', from: 'declutter', to: 'reader' },
    { path: 'reader.size', from: 24, to: 30 },
    { path: 'hide.comments', from: false, to: true },
  ]);
  assert.deepEqual(replaced.sites, { added: ['new.example'], changed: ['example.org'], removed: ['*.example.net'] });
  assert.deepEqual(replaced.corrections.removed, ['example.org']);
  const after = apply(state(), replaced);
  assert.deepEqual(after.sites, { 'example.org': { mode: 'off' }, 'new.example': { mode: 'reader' } });
  assert.deepEqual(after.corrections, {});
});

test('a rule of the file is the whole rule', () => {
  const bundle = bundleOf({ sites: { '*.example.net': { mode: 'off' } } });
  const planned = plan(bundle, state(), 'merge');
  assert.deepEqual(planned.sites.changed, ['*.example.net']);
  assert.deepEqual(planned.write.sites['*.example.net'], { mode: 'off', hide: {} });
});

test('patterns of the file are brought to their normal form', () => {
  const { sites, refused } = bundleOf({ sites: { 'https://www.Bücher.example/': { mode: 'reader' } } });
  assert.deepEqual(sites, { 'xn--bcher-kva.example': { mode: 'reader' } });
  assert.deepEqual(refused, []);
});

/** Files that are refused as a whole. */
const FILES = [
  ['', 'json'],
  ['{', 'json'],
  ['[]', 'other'],
  ['null', 'other'],
  ['"standfirst"', 'other'],
  ['{}', 'other'],
  ['{"standfirst": "one"}', 'other'],
  ['{"standfirst": 0}', 'other'],
  ['{"standfirst": 1.5}', 'other'],
  ['{"standfirst": 2, "sites": {}}', 'newer'],
  [' '.repeat(LARGEST_FILE + 1), 'large'],
];

for (const [text, problem] of FILES) {
  test(`the file ${text.slice(0, 40)} is refused: ${problem}`, () => assert.equal(read(text).problem, problem));
}

test('what is not sound is left out and named; the rest is used', () => {
  const { settings, sites, corrections, refused } = bundleOf({
    settings: {
      toolbar: 'explode',
      reader: { size: 900, width: 70, blink: true },
      hide: { share: 'yes', comments: false },
      extra: 1,
    },
    sites: {
      'ok.example': { mode: 'reader' },
      'bad mode.example': { mode: 'reader' },
      'b.example': { mode: 'sideways' },
      'c.example': null,
      '*': { mode: 'off' },
      '/(a+)+\\1/': { mode: 'off' },
    },
    corrections: {
      'ok.example': { version: 1, list: [RELATED] },
      '*.wide.example': { version: 1, list: [RELATED] },
      'text.example': 'x',
    },
  });
  assert.deepEqual(settings, { 'reader.width': 70, 'hide.comments': false });
  assert.deepEqual(sites, { 'ok.example': { mode: 'reader' } });
  assert.deepEqual(corrections, { 'ok.example': { version: 1, list: [RELATED] } });
  assert.deepEqual(refused.sort(), [
    '*',
    '*.wide.example',
    '/(a+)+\\1/',
    'b.example',
    'bad mode.example',
    'c.example',
    'extra',
    'hide.share',
    'reader.blink',
    'reader.size',
    'text.example',
    'toolbar',
  ]);
});

test('a hostile file cannot reach what it is not given', () => {
  const text =
    '{"standfirst": 1, "settings": {"__proto__": {"toolbar": "reader"}, "constructor": 1}, "sites": {"__proto__": {"mode": "off"}}, "corrections": {"__proto__": {}}}';
  const { bundle } = read(text);
  assert.ok(bundle);
  assert.deepEqual(bundle.settings, {});
  assert.deepEqual(Object.keys(bundle.sites), []);
  assert.equal(/** @type {any} */ ({}).mode, undefined);
});

test('parts of the wrong type are named and harm nothing', () => {
  const { settings, sites, corrections, refused } = bundleOf({ settings: [], sites: 'x', corrections: 5 });
  assert.deepEqual([settings, sites, corrections], [{}, {}, {}]);
  assert.deepEqual(refused, ['settings', 'sites', 'corrections']);
});
