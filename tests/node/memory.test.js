// What is remembered of sites: three pages before anything counts, nothing that a person could read, bounds in size and
// age, and an end with the rule.
//
//     node --test tests/node/memory.test.js

import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Area } from './lib/storage.js';

const storage = { local: new Area() };
Object.assign(globalThis, { chrome: { storage } });

const { forgetAll, learn, recall, tidy } = await import('../../extension/background/memory.js');

const RULE = 'news.example';
const DAY = 86_400_000;

/** @param {number | string} page */
const urlOf = (page) => `https://news.example/story/${page}`;

/** @param {number | string} page @param {Partial<import('../../extension/background/memory.js').Lesson>} lesson */
const teach = (page, lesson) =>
  learn({
    type: 'auto-learn',
    url: urlOf(page),
    mode: 'declutter',
    shape: '/w/n',
    marks: [],
    right: [],
    wrong: [],
    ...lesson,
  });

/** @param {boolean} [learns] */
const ask = (learns = true) => recall(urlOf('any'), RULE, learns);
/** @param {string} pattern @returns {any} */
const site = (pattern, mode = 'reader') => ({ mode, pattern: { text: pattern } });

beforeEach(() => {
  storage.local.items = {};
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
});

test('three pages make furniture and selectors; one page three times does not', async () => {
  await ask();
  const lesson = { marks: [7, 8], right: ['div.promo'] };
  for (const page of [1, 1, 1, 2]) await teach(page, lesson);
  assert.deepEqual([(await ask())?.furniture, (await ask())?.selectors], [[], []]);
  assert.deepEqual(storage.local.items['early:news.example'].selectors, []);
  await teach(3, { marks: [7], right: ['div.promo'] });
  assert.deepEqual([(await ask())?.furniture, (await ask())?.selectors], [[7], ['div.promo']]);
  assert.deepEqual(storage.local.items['early:news.example'], {
    selectors: ['div.promo'],
    shapes: { '/w/n': 'declutter' },
  });
});

test('a selector that was wrong once is never learnt again', async () => {
  await ask();
  for (const page of [1, 2, 3]) await teach(page, { right: ['div.promo', 'footer.end'] });
  await teach(4, { wrong: ['div.promo'] });
  for (const page of [5, 6, 7, 8]) await teach(page, { right: ['div.promo'] });
  assert.deepEqual((await ask())?.selectors, ['footer.end']);
  assert.ok(!JSON.stringify(storage.local.items).includes('promo'), 'it is known as a hash');
});

test('nothing is learnt of a site that was not asked about, and no private window leaves a trace', async () => {
  await teach(1, { marks: [7] });
  assert.equal(await ask(false), null);
  assert.deepEqual(storage.local.items, {});
  const known = await ask();
  assert.equal((await ask(false))?.key, known?.key, 'what is known is of use there too');
});

test('each site has a secret of its own, and a page is kept as a hash under it', async () => {
  const key = (await ask())?.key;
  const other = await recall('https://other.example/story/1', 'other.example', true);
  assert.match(key ?? '', /^[0-9a-f]{32}$/);
  assert.notEqual(other?.key, key);
  await teach('secret-affair', { marks: [7] });
  await learn({
    type: 'auto-learn',
    url: 'https://other.example/story/secret-affair',
    mode: 'off',
    shape: '',
    marks: [7],
    right: [],
    wrong: [],
  });
  const page = (/** @type {string} */ host) => storage.local.items[`memory:${host}`].marks[7][1];
  assert.notEqual(page('news.example'), page('other.example'));
  assert.ok(!JSON.stringify(storage.local.items).includes('secret-affair'));
});

test('a site keeps what was seen most and last, and no more than its share', async () => {
  await ask();
  const many = (/** @type {number} */ from) => Array.from({ length: 300 }, (_, at) => from + at);
  for (const page of [1, 2, 3]) await teach(page, { marks: [1, 2, 3] });
  await teach(4, { marks: many(1000) });
  mock.timers.tick(DAY);
  await teach(5, { marks: many(2000) });
  const { marks } = storage.local.items['memory:news.example'];
  assert.equal(Object.keys(marks).length, 400);
  assert.deepEqual((await ask())?.furniture, [1, 2, 3]);
  assert.equal(many(2000).filter((mark) => mark in marks).length, 300, 'the latest stay');
});

test('what was not seen for a quarter is forgotten', async () => {
  await ask();
  for (const page of [1, 2, 3]) await teach(page, { marks: [1, 2], right: ['div.promo'] });
  mock.timers.tick(80 * DAY);
  await teach(4, { marks: [1] });
  mock.timers.tick(20 * DAY);
  await teach(5, { marks: [] });
  assert.deepEqual([(await ask())?.furniture, (await ask())?.selectors], [[1], []]);
  mock.timers.tick(91 * DAY);
  await tidy([site(RULE)]);
  assert.deepEqual(storage.local.items, {});
});

test('a site that leaves the list is forgotten, and so is one that is switched off', async () => {
  await recall('https://a.example/', '*.example', true);
  await recall('https://b.example/', 'b.example', true);
  await learn({
    type: 'auto-learn',
    url: 'https://b.example/1',
    mode: 'off',
    shape: '/n',
    marks: [],
    right: [],
    wrong: [],
  });
  storage.local.items['rules:b.example'] = 'the person’s own';
  await tidy([site('*.example'), site('b.example', 'off')]);
  assert.deepEqual(Object.keys(storage.local.items).sort(), ['memory:a.example', 'rules:b.example']);
  await forgetAll();
  assert.deepEqual(Object.keys(storage.local.items), ['rules:b.example']);
});

test('there are never more than a hundred sites', async () => {
  for (let at = 0; at < 104; at++) {
    if (at === 4) mock.timers.tick(DAY);
    const url = `https://s${at}.example/1`;
    await recall(url, RULE, true);
    await learn({ type: 'auto-learn', url, mode: 'off', shape: '/n', marks: [1], right: [], wrong: [] });
  }
  await tidy([site(RULE)]);
  const hosts = Object.keys(storage.local.items).filter((key) => key.startsWith('memory:'));
  assert.equal(hosts.length, 100);
  assert.ok(!hosts.includes('memory:s0.example'), 'the oldest go');
});

test('what is stored and not sound is as if it were not there', async () => {
  storage.local.items['memory:news.example'] = { key: 'short', marks: { 7: [1, 'a', 'b', 'c'] } };
  const { key } = (await ask()) ?? {};
  assert.match(key ?? '', /^[0-9a-f]{32}$/);
  storage.local.items['memory:news.example'] = { key, pattern: RULE, marks: 7, selectors: null };
  assert.deepEqual(await ask(), { key, furniture: [], selectors: [] });
  await teach(1, { marks: [7] });
  assert.deepEqual(Object.keys(storage.local.items['memory:news.example'].marks), ['7']);
});
