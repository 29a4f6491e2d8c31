// The reader's controls do their work: chips, embeds, settings, keys, footnotes, pictures and the aids for reading.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('the reader’s controls', (reading) => {
  test('a chip opens what was removed in its place, and gives it back', async () => {
    await reading().open(articles.news);
    assert.match(await reading().textOf('details summary'), /related stories and newsletter sign-up/);
    await reading().page.click('details[data-removed] summary');
    assert.equal(await reading().page.evaluate(() => document.querySelector('details')?.open), true);
    await reading().page.click('details .acts button');
    const focused = () => reading().page.evaluate(() => document.activeElement?.textContent);
    await until(
      async () => (await focused()) === 'Sign up for our weekly newsletter',
      'what was removed to have the focus',
    );
    assert.equal(await reading().page.evaluate(() => document.querySelector('details')), null, 'the chip is gone');
    assert.match(await reading().textOf('#body'), /where\.”Sign up for our weekly newsletter.*Buying the low fields/);
  });

  test('an embed loads on a click and not before', async () => {
    await reading().open(articles.news);
    assert.equal(await reading().page.evaluate(() => document.querySelectorAll('#article iframe').length), 0);
    await reading().page.click('.embed button');
    assert.match(await reading().page.evaluate(() => document.querySelector('iframe')?.src ?? ''), /video\.example/);
  });

  test('settings are seen at once, kept, and reset', async () => {
    await reading().open(articles.news, { theme: 'light' });
    await reading().page.click('#appearance-button');
    await reading().page.click('label[data-value="sepia"]');
    await reading().page.click('label[data-value="sans"]');
    const look = () => reading().page.evaluate(() => ({ ...document.documentElement.dataset }));
    assert.equal((await look()).theme, 'sepia');
    assert.equal((await look()).font, 'sans');
    const kept = () =>
      reading().browser.background(
        async () => (await /** @type {any} */ (globalThis).chrome.storage.sync.get('settings')).settings,
      );
    await until(async () => /** @type {any} */ (await kept()).reader.font === 'sans', 'the setting to be kept');
    await reading().browser.reload();
    await reading().shown();
    assert.equal((await look()).theme, 'sepia');
    await reading().page.click('#appearance-button');
    await reading().page.click('#appearance-form > button');
    await until(async () => (await look()).font === 'serif', 'the reset');
    await until(async () => /** @type {any} */ (await kept()).reader.font === 'serif', 'the reset to be kept');
  });

  for (const how of ['fails', 'does not answer']) {
    test(`the article does not wait for a store that ${how}`, async () => {
      await reading().open(articles.news);
      await reading().page.evaluate((how) => {
        const { storage, tabs } = /** @type {any} */ (globalThis).browser ?? chrome;
        const answer = () => (how === 'fails' ? Promise.reject(new Error('no store')) : new Promise(() => {}));
        Object.assign(storage.local, { get: answer });
        Object.assign(tabs, { getCurrent: answer });
        delete document.documentElement.dataset.ready;
        /** @type {Element} */ (document.getElementById('body')).replaceChildren();
        // The page's own script once more; what it imports stays as it is.
        const script = document.createElement('script');
        Object.assign(script, { type: 'module', src: 'reader.js?again' });
        document.head.append(script);
      }, how);
      await reading().shown();
      assert.match(await reading().textOf('#body'), /Buying the low fields/);
    });
  }

  test('keys jump between headings and the outline follows', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.news);
    const current = () => reading().textOf('#aside-list [aria-current]');
    await reading().page.press('n');
    await until(async () => (await current()) === 'Buying the low fields', 'the first heading');
    await reading().page.press('j');
    await until(async () => (await current()) === 'What the numbers say', 'the second heading');
    await reading().page.press('k');
    await until(async () => (await current()) === 'Buying the low fields', 'the first heading again');
    assert.equal(await reading().page.evaluate(() => document.activeElement?.textContent), 'Buying the low fields');
  });

  test('a person can give a thing another key', async () => {
    await reading().open(articles.news);
    await reading().page.press('?');
    await until(
      () => reading().page.evaluate(() => document.getElementById('help')?.matches(':popover-open')),
      'the list',
    );
    await reading().page.click('#help .key');
    await reading().page.press('x');
    await until(async () => (await reading().textOf('#help .key kbd')) === 'x', 'the new key');
    await reading().page.press('Escape');
    await reading().page.press('n');
    await reading().page.press('x');
    await until(
      async () => (await reading().textOf('#aside-list [aria-current]')) === 'Buying the low fields',
      'the heading',
    );
    const keys = () =>
      reading().browser.background(
        async () => (await /** @type {any} */ (globalThis).chrome.storage.sync.get('settings')).settings.reader.keys,
      );
    await until(async () => /** @type {any} */ (await keys())['next-heading'] === 'x', 'the key to be kept');
  });

  test('a footnote shows beside its mark', async () => {
    await reading().open(articles.news);
    await reading().page.click('.noteref');
    await until(
      () => reading().page.evaluate(() => document.getElementById('note')?.matches(':popover-open')),
      'the note',
    );
    assert.match(await reading().textOf('#note'), /^Council minutes, 14 November 2018, item 7\./);
    assert.doesNotMatch(await reading().textOf('#note'), /↩/);
  });

  test('pictures open one after the other, with their captions', async () => {
    await reading().open(articles.news);
    await reading().page.click('#lead .zoom');
    const caption = () => reading().textOf('#zoom[open] #zoom-caption');
    await until(async () => /first light/.test(await caption()), 'the first picture');
    await reading().assertAccessible('zoom');
    await reading().page.press('Escape');
    await until(() => reading().page.evaluate(() => !document.querySelector('dialog[open]')), 'the picture to close');
    assert.equal(await reading().page.evaluate(() => document.activeElement?.className), 'zoom');
  });

  test('line focus settles on whole lines, and word beginnings leave the text alone', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.news, { lines: '3', wordStarts: true });
    const text = await reading().textOf('#body p');
    await reading().page.evaluate(() =>
      document.querySelector('#body p')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
    );
    await until(
      () =>
        reading().page.evaluate(() => {
          const band = document.getElementById('band')?.getBoundingClientRect();
          const line = Number.parseFloat(
            getComputedStyle(/** @type {Element} */ (document.getElementById('article'))).lineHeight,
          );
          return band && Math.abs(band.height - 2 - 3 * line) < 4 && band.top > 0;
        }),
      'the band',
    );
    assert.ok((await reading().page.evaluate(() => CSS.highlights.get('word-end')?.size ?? 0)) > 100);
    assert.equal(await reading().textOf('#body p'), text);
  });

  test('line focus cuts no line in two, between paragraphs neither', async () => {
    await reading().browser.resize(1000, 800);
    for (const lines of ['1', '3', '5']) {
      await reading().open(articles.news, { lines });
      const cut = await reading().page.evaluate(async () => {
        const found = [];
        for (let top = 700; top < 1700; top += 23) {
          window.scrollTo({ top, behavior: 'instant' });
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const band = /** @type {Element} */ (document.getElementById('band')).getBoundingClientRect();
          const range = document.createRange();
          for (const node of document.querySelectorAll('#body > :is(p, h2, ul)')) {
            range.selectNodeContents(node);
            for (const { top: from, bottom: to, height } of range.getClientRects()) {
              const middle = (from + to) / 2;
              // A fifth of a line above and below its middle is where the small letters are.
              const within = (/** @type {number} */ edge) => Math.abs(edge - middle) < height / 5;
              // An item of a list is a box of several lines.
              if (height < 48 && (within(band.top) || within(band.bottom)))
                found.push(`${top}: ${node.textContent?.slice(0, 30)}`);
            }
          }
        }
        return found;
      });
      assert.deepEqual(cut, [], `${lines} lines`);
    }
  });
});
