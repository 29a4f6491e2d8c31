// Which names of elements last: those that a person has written, not those that a build tool has made.
//
//     node --test tests/node/selectors.test.js

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSelector, isStable, selectorOf } from '../../extension/shared/selectors.js';

/** @param {Partial<Parameters<typeof selectorOf>[0]>} element */
const of = (element) => selectorOf({ tag: 'div', id: null, classes: null, names: {}, ...element });

test('names that a person has written are stable', () => {
  const written =
    'promo-strip related site_footer newsletterSignup ArticleFooter c-related__list ad-slot btn-share SocialShareBar most-read';
  for (const name of written.split(' ')) assert.ok(isStable(name), name);
});

test('names that a tool has made are not', () => {
  const made =
    'css-1x2y3z sc-bdVaJa jsx-123456 svelte-abcdef Button_root__3kXtQ _a1b2c3 x1lliihq bdVaJa kTzxQw rnd-qzxwvtr a 7up post-1234 emotion-title';
  for (const name of made.split(' ')) assert.ok(!isStable(name), name);
});

test('the id speaks first, then an attribute, then the stable class words in one order', () => {
  assert.equal(of({ tag: 'aside', id: 'related', classes: 'box' }), 'aside#related');
  assert.equal(of({ id: 'post-1234', names: { 'data-testid': 'promo-banner' } }), 'div[data-testid="promo-banner"]');
  assert.equal(of({ classes: 'strip  css-1abcde promo\nstrip' }), 'div.promo.strip');
  assert.equal(of({ classes: 'promo strip' }), of({ classes: 'strip promo' }));
  assert.equal(of({ tag: 'ad-slot' }), 'ad-slot');
  assert.equal(of({ tag: 'div', classes: 'css-1abcde' }), null);
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
