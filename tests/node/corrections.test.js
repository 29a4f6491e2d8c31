// What is kept of a person's corrections: the last word on a piece counts, broken parts are left out one by one, and a
// filter rule is only made where it says the same.
//
//     node --test tests/node/corrections.test.js

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { add, check, filterRule, hostOf, readCorrection } from '../../extension/shared/corrections.js';

/** @typedef {import('../../extension/shared/corrections.js').Correction} Correction */

/** @type {Correction} */
const RELATED = {
  want: 'article',
  role: 'related',
  path: 'main>article>div>aside[complementary]',
  signature: ['.related-stories'],
  around: ['.story-body'],
  heading: 'related',
  shape: 'l2w1b1m0s0p1',
};
/** @type {Correction} */
const NOTE = { ...RELATED, want: 'clutter', role: 'paragraph', path: 'div>*>p', signature: [], heading: null };

test('a correction is read back whole, and with nothing else', () => {
  assert.deepEqual(readCorrection({ ...RELATED, text: 'of the page' }), RELATED);
  assert.deepEqual(readCorrection(NOTE), NOTE);
});

/** @type {Record<string, unknown>[]} */
const BROKEN = [
  { want: 'delete' },
  { role: 'a role of twenty-one letters' },
  { path: 'div>script:hover' },
  { path: `div${'>div'.repeat(20)}` },
  { signature: ['.a{}*{display:none}'] },
  { signature: 'related' },
  { signature: Array(50).fill('.related') },
  { around: ['<b>'] },
  { heading: 5 },
  { shape: 'round' },
];
for (const part of BROKEN) {
  test(`broken: ${JSON.stringify(part).slice(0, 60)}`, () => {
    assert.equal(readCorrection({ ...RELATED, ...part }), null);
    const { list, broken } = check({
      version: 1,
      list: [
        { ...RELATED, ...part },
        { ...NOTE, time: 1, count: 1 },
      ],
    });
    assert.deepEqual([list.length, broken.length], [1, 1]);
  });
}

test('a whole that cannot be read is kept aside as one', () => {
  for (const stored of [null, 5, [], { version: 2, list: [] }, { version: 1, list: {} }]) {
    assert.deepEqual(check(stored), { list: [], broken: [stored] });
  }
  assert.deepEqual(check(undefined), { list: [], broken: [] });
});

test('the last word on a piece counts, and a site has a bound', () => {
  let list = add([], [RELATED], 1);
  list = add(list, [RELATED, NOTE], 2);
  assert.deepEqual(
    list.map(({ want, count, time }) => [want, count, time]),
    [
      ['article', 2, 2],
      ['clutter', 1, 2],
    ],
  );
  list = add(list, [{ ...RELATED, want: 'clutter', shape: 'l2w2b2m0s0p1' }], 3);
  assert.deepEqual(
    list.map(({ want, role }) => [want, role]),
    [
      ['clutter', 'paragraph'],
      ['clutter', 'related'],
    ],
  );
  for (let at = 0; at < 100; at++)
    list = add(list, [{ ...NOTE, path: `div>h${(at % 6) + 1}`, role: `r${'x'.repeat(at % 15)}-` }], at);
  assert.ok(list.length <= 60);
});

test('a filter rule hides by stable names alone', () => {
  const clutter = /** @type {Correction} */ ({ ...RELATED, want: 'clutter' });
  assert.equal(filterRule('a.example', clutter), 'a.example##aside.related-stories');
  const names = ['.Story_note*', '#friends', 'data-component=pull'];
  assert.equal(
    filterRule('a.example', { ...clutter, path: 'main>*', signature: names }),
    'a.example##[class*="Story_note"]#friends[data-component="pull"]',
  );
  assert.equal(filterRule('a.example', RELATED), null, 'such a rule can hide, and nothing else');
  assert.equal(filterRule('a.example', { ...clutter, signature: [] }), null);
});

test('a site is one with and without www, and nothing that has no host', () => {
  assert.equal(hostOf('https://www.news.example:8080/a?b'), 'news.example');
  assert.equal(hostOf('about:blank'), '');
  assert.equal(hostOf('no address'), '');
});

/** @param {string} name */
const keyOf = (name) => `reason${name.replace(/(?:^|[- ])(\w)/g, (_, letter) => letter.toUpperCase())}`;

test('every rule that may decide has its sentence', () => {
  const root = new URL('../../', import.meta.url);
  const english = JSON.parse(readFileSync(new URL('extension/_locales/en/messages.json', root), 'utf8'));
  /** @param {string} folder @param {RegExp} form */
  const reasons = (folder, form) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(rs|js)$/.test(file))
      .flatMap((file) => [...readFileSync(new URL(`${folder}${file}`, root), 'utf8').matchAll(form)])
      .map(([, reason = '']) => reason);
  const rust = [
    // What the rules push on a trace, and the constants that name a rule.
    ...reasons('src/label/', /\b(?:drop|keep)\([^;]*?"([a-z ]+)",?\s*\);/g),
    ...reasons('src/label/', /reasons\.push\("([a-z ]+)"\)/g),
    ...reasons('src/correction/', /pub const [A-Z_]+: &str = "([a-z ]+)"/g),
  ];
  const page = reasons('extension/content/', /reason: '([a-z -]+)'/g);
  assert.ok(rust.length > 20, `only ${rust.length} rules were found`);
  const missing = [...new Set([...rust, ...page])].filter((reason) => !(keyOf(reason) in english));
  assert.deepEqual(missing, []);
});
