// The ways through an article: outline, links to a section, notes and back, and the keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h } from './lib/pieces.js';
import { describeReader } from './lib/reading.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('the ways through an article', (reading) => {
  const long = 'The water came up to the third step, and nobody had thought of the boats. '.repeat(30);

  test('two headings make no outline, three do', async () => {
    await reading().browser.resize(1400, 900);
    const sections = ['One', 'Two', 'Three'].flatMap((name) => [h('h2', name), h('p', long)]);
    const shown = () =>
      reading().page.evaluate(() =>
        ['contents-button', 'aside-nav'].map((id) => document.getElementById(id)?.checkVisibility()),
      );
    await reading().open({ metadata: { title: 'T', lang: 'en' }, body: sections.slice(0, 4) });
    assert.deepEqual(await shown(), [false, false]);
    await reading().open({ metadata: { title: 'T', lang: 'en' }, body: sections });
    assert.deepEqual(await shown(), [true, true]);
  });

  test('the line at the top says how much is read', async () => {
    await reading().open({ metadata: { title: 'T', lang: 'en' }, body: [h('p', long), h('p', long), h('p', long)] });
    const read = () =>
      reading().page.evaluate(() =>
        Number(document.getElementById('progress')?.style.getPropertyValue('--read') || Number.NaN),
      );
    assert.equal(await read(), 0);
    for (const share of [0.5, 1]) {
      await reading().page.evaluate((share) => {
        const room = document.documentElement.scrollHeight - innerHeight;
        window.scrollTo({ top: room * share, behavior: 'instant' });
      }, share);
      await until(async () => Math.abs((await read()) - share) < 0.01, `${share} to be read`);
    }
  });

  test('a link to a section without an id names its words, and a browser finds them in the page', async () => {
    const server = await startServer();
    try {
      const url = server.url('none', 'pages/articles/sections.html');
      await reading().open({
        metadata: { title: 'The weir', lang: 'en', url },
        body: [
          h('p', long),
          h('h2', 'Before the flood'),
          h('p', long),
          h('h2', 'A half-built wall, & what it cost'),
          h('p', long),
          h('h2', 'After it'),
          h('p', long),
        ],
      });
      await reading().page.evaluate(() => {
        const taken = /** @type {string[]} */ ([]);
        Object.assign(window, { taken });
        navigator.clipboard.write = async ([item]) =>
          void taken.push(await (await /** @type {ClipboardItem} */ (item).getType('text/plain')).text());
        document.querySelectorAll('#body h2')[1]?.scrollIntoView({ behavior: 'instant' });
      });
      // A driver would scroll to a button in a bar that is out of the way.
      await reading().page.press('s');
      await reading().page.click('#save .plain:nth-of-type(4)');
      const link = await until(() => reading().page.evaluate(() => /** @type {any} */ (window).taken[0]), 'the link');
      assert.equal(link, `${url}#:~:text=A%20half%2Dbuilt%20wall%2C%20%26%20what%20it%20cost`);

      await reading().browser.open('about:blank');
      await reading().browser.open(link);
      await until(
        () =>
          reading().page.evaluate(() => {
            const { top } = /** @type {Element} */ (document.querySelectorAll('h2')[1]).getBoundingClientRect();
            return scrollY > 300 && top >= 0 && top < innerHeight;
          }),
        'the heading in view',
      );
    } finally {
      await server.close();
    }
  });

  test('a mark leads to its note in the list, and the note back to its mark', async () => {
    await reading().browser.resize(1400, 600);
    await reading().open(articles.news);
    const inView = (/** @type {string} */ selector) =>
      reading().page.evaluate((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return Boolean(box && box.top >= 0 && box.bottom <= innerHeight);
      }, selector);
    assert.equal(await inView('#in-note-1'), false);
    await reading().page.click('.noteref');
    await until(() => reading().page.evaluate(() => document.querySelector('#note:popover-open')), 'the note');
    await reading().page.click('#note .quiet');
    await until(() => inView('#in-note-1'), 'the list of notes');
    assert.deepEqual(
      await reading().page.evaluate(() => [
        document.activeElement?.id,
        document.querySelector('#note:popover-open'),
        history.length,
      ]),
      ['in-note-1', null, await reading().page.evaluate(() => history.length)],
    );
    await reading().page.click('#in-note-1 a');
    await until(() => inView('.noteref'), 'the mark');
    assert.equal(await reading().page.evaluate(() => document.activeElement?.id), 'in-ref-1');
  });

  test('the keyboard reaches every control, and is held nowhere', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.technical);
    const wanted = await reading().page.evaluate(() => {
      const controls = [
        ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
      ];
      const shown = controls.filter((node) => node.checkVisibility({ visibilityProperty: true }));
      shown.forEach((node, at) => {
        /** @type {HTMLElement} */ (node).dataset.order = String(at);
      });
      const nameless = shown.filter(
        (node) =>
          !(node.getAttribute('aria-label') ?? node.textContent ?? '').trim() && !node.querySelector('img[alt]'),
      );
      return { count: shown.length, nameless: nameless.map((node) => node.outerHTML.slice(0, 100)) };
    });
    assert.ok(wanted.count > 12, String(wanted.count));
    assert.deepEqual(wanted.nameless, []);
    await reading().page.evaluate(() => document.body.focus());
    const reached = new Set();
    // Some controls are met on the way round through the browser's own.
    for (let step = 0; step < 3 * wanted.count && reached.size < wanted.count; step += 1) {
      await reading().page.press('Tab');
      reached.add(
        await reading().page.evaluate(() => {
          const focused = /** @type {HTMLElement | null} */ (document.activeElement);
          return focused?.dataset.order ?? 'none';
        }),
      );
      reached.delete('none');
    }
    const missed = await reading().page.evaluate(
      (reached) =>
        [...document.querySelectorAll('[data-order]')]
          .filter((node) => !reached.includes(/** @type {HTMLElement} */ (node).dataset.order ?? ''))
          .map((node) => node.outerHTML.slice(0, 100)),
      [...reached].map(String),
    );
    assert.deepEqual(missed, []);
    assert.deepEqual(
      await reading().page.evaluate(() => ({
        main: document.querySelectorAll('main').length,
        banner: document.querySelectorAll('body > header').length,
        nav: document.querySelectorAll('nav[aria-labelledby]').length,
        first: document.querySelectorAll('h1').length,
        levels: [...document.querySelectorAll('#article :is(h1, h2, h3)')].map(({ localName }) => localName).join(),
      })),
      { main: 1, banner: 1, nav: 1, first: 1, levels: 'h1,h2,h2,h3' },
    );
  });

  test('a key that a person gave away does nothing else, until all are as they were', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.news);
    const current = () => reading().textOf('#aside-list [aria-current]');
    const rowOf = (/** @type {string} */ name) =>
      reading().page.evaluate((name) => {
        const rows = [...document.querySelectorAll('#help .keys > div')];
        const row = rows.find((row) => row.querySelector('dd')?.textContent === name);
        const button = /** @type {HTMLElement} */ (row?.querySelector('button'));
        button.focus();
        return [...button.querySelectorAll('kbd')].map(({ textContent }) => textContent);
      }, name);
    const open = async () => {
      await reading().page.press('?');
      await until(() => reading().page.evaluate(() => document.querySelector('#help:popover-open')), 'the list');
    };
    await open();
    assert.deepEqual(await rowOf('Next heading'), ['n', 'j']);
    // The key of something else, and then one that the browser needs.
    await reading().page.press('Enter');
    await reading().page.press('l');
    await until(async () => (await rowOf('Next heading')).join() === 'l', 'the new key');
    await reading().page.press('Enter');
    await reading().page.press('Tab');
    assert.deepEqual(await rowOf('Next heading'), ['l']);
    assert.ok(!(await rowOf('Read aloud, or pause')).includes('l'), 'the key has one meaning');
    await reading().closePanel();
    await reading().page.press('n');
    await reading().page.press('l');
    await until(async () => (await current()) === 'Buying the low fields', 'the first heading, by the new key alone');
    assert.equal(await reading().page.evaluate(() => document.getElementById('aloud')?.hidden), true);
    await open();
    await reading().page.click('#help > button');
    await until(async () => (await rowOf('Next heading')).join() === 'n,j', 'the keys to be as they were');
    await reading().closePanel();
    await reading().page.press('n');
    await until(async () => (await current()) === 'What the numbers say', 'the next heading, by the old key');
  });
});
