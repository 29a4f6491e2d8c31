// How the reader page looks and what it lets in: every shape of article at every width, in every theme and script, with
// axe-core finding nothing anywhere.
//
// SCREENSHOTS=directory also saves a picture of every article, theme and width, for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeReader, PANELS, THEMES, WIDTHS } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';
import { hostile } from './reader-hostile.js';

describeReader('the reader page', (reading, name) => {
  for (const [id, article] of Object.entries(articles)) {
    test(`${id}: nothing wider than the window, and accessible`, async () => {
      for (const width of WIDTHS) {
        await reading().browser.resize(width, 900);
        await reading().open(article, { theme: 'light' });
        const wide = await reading().page.evaluate(() => {
          const room = document.documentElement.clientWidth;
          const inBox = (/** @type {Element} */ node) => node.parentElement?.closest('.scroll, pre, .outline, .panel');
          return [...document.querySelectorAll('#article *')]
            .filter((node) => !inBox(node) && node.getBoundingClientRect().right > room + 1)
            .map((node) => node.outerHTML.slice(0, 100));
        });
        assert.deepEqual(wide, [], `${width} px`);
        await reading().assertAccessible(`${width} px`);
        const barFits = await reading().page.evaluate(() => {
          const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));
          for (const button of bar.querySelectorAll('button')) button.hidden = false;
          return bar.scrollWidth <= document.documentElement.clientWidth;
        });
        assert.ok(barFits, `the bar in ${width} px`);
      }
    });
  }

  test('every theme is accessible, with what was removed opened', async () => {
    await reading().browser.resize(1400, 900);
    for (const theme of THEMES) {
      await reading().open(articles.news, { theme });
      await reading().page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await reading().assertAccessible(theme);
      await reading().open(articles.technical, { theme });
      await reading().assertAccessible(`${theme}, code`);
    }
  });

  test('a box that comes to scroll without a change of its size can be reached by keyboard', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.technical);
    const put = (/** @type {string} */ text) =>
      reading().page.evaluate((text) => {
        for (const cell of document.querySelectorAll('#article :is(td, th)')) {
          /** @type {HTMLElement} */ (cell).style.whiteSpace = 'nowrap';
          cell.textContent = text;
        }
      }, text);
    const state = () =>
      reading().page.evaluate(() => {
        const box = /** @type {HTMLElement} */ (document.querySelector('#article .scroll:has(> table)'));
        const { tabIndex, role, clientWidth, clientHeight } = box;
        return { tabIndex, role, size: [clientWidth, clientHeight] };
      });
    await put('x');
    await until(async () => (await state()).role === null, 'a narrow table to need nothing');
    const narrow = await state();
    await put('wide '.repeat(80));
    await until(async () => (await state()).role === 'region', 'a wide table to be reachable');
    assert.deepEqual(await state(), { tabIndex: 0, role: 'region', size: narrow.size });
  });

  test('boxes that scroll can be reached by keyboard before an observer tells of them', async () => {
    await reading().browser.resize(320, 900);
    await reading().open(articles.news);
    // The article is shown anew when something comes back into it. Nothing is observed by then: what is without a size does
    // not change when it goes.
    await reading().page.evaluate(async () => {
      const boxes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#article :is(.scroll, pre)'));
      for (const box of boxes) box.style.display = 'none';
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      ResizeObserver.prototype.observe = () => {};
      const chip = /** @type {HTMLDetailsElement} */ (document.querySelector('#article details[data-removed]'));
      chip.open = true;
      /** @type {HTMLElement} */ (chip.querySelector('.acts button')).click();
    });
    await until(
      () => reading().page.evaluate(() => !document.querySelector('details[data-removed]')),
      'the article anew',
    );
    const unreached = () =>
      reading().page.evaluate(() => {
        const boxes = [...document.querySelectorAll('#article :is(.scroll, pre)')];
        const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1);
        return [wide.length > 0, wide.filter((box) => /** @type {HTMLElement} */ (box).tabIndex !== 0).length];
      });
    await until(async () => JSON.stringify(await unreached()) === '[true,0]', 'wide boxes, all of them reachable');
  });

  test('every panel is accessible in every theme', async () => {
    for (const theme of THEMES) {
      await reading().open(articles.news, { theme });
      for (const panel of PANELS) {
        await reading().page.click(`[popovertarget="${panel}"]`);
        await until(
          () => reading().page.evaluate((id) => document.getElementById(id)?.matches(':popover-open'), panel),
          panel,
        );
        await reading().assertAccessible(`${theme}, ${panel}`);
        await reading().page.press('Escape');
        await until(() => reading().page.evaluate(() => !document.querySelector(':popover-open')), `${panel} to close`);
      }
      await reading().page.click('#aloud-button');
      await reading().assertAccessible(`${theme}, player`);
    }
  });

  test('says who wrote it and when, in the article’s language and direction', async () => {
    await reading().open(articles.arabic);
    assert.equal(await reading().textOf('h1'), articles.arabic?.metadata.title);
    assert.deepEqual(
      await reading().page.evaluate(() => {
        const article = /** @type {HTMLElement} */ (document.getElementById('article'));
        return [article.lang, article.dir, getComputedStyle(article).direction, document.documentElement.dir];
      }),
      ['ar', 'rtl', 'rtl', 'ltr'],
    );
    assert.match(await reading().textOf('#byline'), /ليلى حداد.*March 4, 2026.*min read/);
  });

  test('shows what an article must not hold as text, or not at all', async () => {
    await reading().open(hostile);
    const found = await reading().page.evaluate(() => ({
      forbidden: document.querySelectorAll(
        '#article :is(script, style, iframe, object, form, input, svg, link, base, h1 ~ h1)',
      ).length,
      handlers: [...document.querySelectorAll('#article *')].filter((node) =>
        [...node.attributes].some(({ name }) => /^(on|style$|srcdoc$)/.test(name)),
      ).length,
      links: [...document.querySelectorAll('#body a')].map((link) => link.getAttribute('href')),
      ran: 'ran' in window,
      ids: [...document.querySelectorAll('#body [id]')].map(({ id }) => id).filter((id) => !id.startsWith('in-')),
      nested: document.querySelectorAll('a a').length,
    }));
    assert.deepEqual(found, {
      forbidden: 0,
      handlers: 0,
      links: [null, null, null, '#in-x', 'https://a.example/', null],
      ran: false,
      ids: [],
      nested: 0,
    });
    assert.match(await reading().textOf('#body'), /^the words stay.*deep/s);
  });

  test('Escape goes back to where the person came from', async () => {
    await reading().browser.open('about:blank');
    await reading().open(articles.bare);
    await reading().page.press('Escape');
    await until(async () => (await reading().browser.url()) === 'about:blank', 'the page before');
  });

  test('an article that is gone is said in one sentence', async () => {
    await reading().browser.open(reading().browser.extensionUrl('reader/reader.html?id=gone'));
    await until(async () => /cannot be shown/.test(await reading().page.text()), 'the sentence');
  });

  test('the address of the page behind leads to the web and nowhere else', async () => {
    await reading().open(articles.bare);
    const found = await reading().page.evaluate(async () => {
      const { pageIn } = await import(/** @type {any} */ ('./tab.js'));
      const addresses = [
        'https://a.example/b?c=1&d#e',
        'javascript:alert(1)',
        'data:text/html,x',
        'file:///etc/hosts',
        'x',
      ];
      return addresses.map((url) => pageIn(`?${new URLSearchParams({ id: '1', url })}`));
    });
    assert.deepEqual(found, ['https://a.example/b?c=1&d#e', null, null, null, null]);
  });

  const directory = process.env.SCREENSHOTS;
  test('pictures for a person to look at', { skip: !directory }, async () => {
    mkdirSync(/** @type {string} */ (directory), { recursive: true });
    for (const width of WIDTHS) {
      await reading().browser.resize(width, width < 600 ? 700 : 900);
      for (const [id, article] of Object.entries(articles)) {
        for (const theme of THEMES) {
          await reading().open(article, { theme });
          await reading().browser.screenshot(
            join(/** @type {string} */ (directory), `${name}-${id}-${width}-${theme}.png`),
          );
        }
      }
    }
  });
});
