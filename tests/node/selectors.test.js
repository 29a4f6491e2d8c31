// Which names of elements last: those that a person has written, not those that a build tool has made.
//
//     node --test tests/node/selectors.test.js

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isSelector, isStable, selectorOf } from '../../extension/shared/selectors.js';

/** @param {Partial<Parameters<typeof selectorOf>[0]>} element */
const of = (element) => selectorOf({ tag: 'div', id: null, classes: null, names: {}, ...element });

test('names that a person has written are stable, names that a tool has made are not', () => {
  const table = readFileSync(new URL('../stable-names.txt', import.meta.url), 'utf8');
  const rows = table.split('\n').filter((line) => /^[+-] /.test(line));
  assert.ok(rows.length > 30, 'the table that the core is held to as well');
  for (const row of rows) assert.equal(isStable(row.slice(2)), row.startsWith('+'), row);
});

test('what a tool has put behind a name makes it no name here, where nothing is cut off', () => {
  for (const name of ['Button_root__3kXtQ', 'Article_related__2fK9a', 'Story_body__fKqLa']) {
    assert.ok(!isStable(name), name);
  }
});

test('the id speaks first, then an attribute, then the stable class words in one order', () => {
  assert.equal(of({ tag: 'aside', id: 'related', classes: 'box' }), 'aside#related');
  assert.equal(of({ id: 'post-1234', names: { 'data-testid': 'promo-banner' } }), 'div[data-testid="promo-banner"]');
  assert.equal(of({ classes: 'strip  css-1abcde promo\nstrip' }), 'div.promo.strip');
  assert.equal(of({ classes: 'promo strip' }), of({ classes: 'strip promo' }));
  assert.equal(of({ tag: 'ad-slot' }), 'ad-slot');
  assert.equal(of({ tag: 'div', classes: 'css-1abcde' }), null);
  assert.equal(of({ classes: 'promo is-open' }), 'div.promo', 'a state comes and goes');
  assert.equal(of({ tag: 'section' }), null, 'a tag alone names no part of a page');
});

test('whatever a page calls its elements, a selector cannot end a rule early', () => {
  const hostile = ['x{}', 'a,body', 'a:not(b)', 'a b', '*', 'a/**/', 'a\\', 'div.x]', 'html', 'a"b', 'A'.repeat(300)];
  for (const name of hostile) {
    for (const selector of [of({ id: name }), of({ classes: name }), of({ names: { 'data-testid': name } })]) {
      assert.ok(selector === null || isSelector(selector), `${name}: ${selector}`);
    }
  }
  for (const selector of ['div.a, body', 'div.a{}', '*', 'div .a', 'div.a:has(p)', 'div[class="a"]', 7, null])
    assert.ok(!isSelector(selector), String(selector));
  for (const selector of ['div.promo.strip', 'aside#related', 'div[data-testid="promo-banner"]', 'ad-slot'])
    assert.ok(isSelector(selector), selector);
});
