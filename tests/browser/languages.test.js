// The interface in other languages: every page of the extension at its narrowest and at a common width, with nothing cut
// off or wider than the window, and turned around for what is written from right to left.
//
// The browsers of the tests speak English only, so the extension is loaded from a copy that has one other language.
// LANGUAGES=ja,he names others than the ones below, and SCREENSHOTS=directory saves pictures for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { copyOf } from './lib/copy.js';
import { barOpen, leaving, openAfresh, setToolbar } from './lib/modes.js';
import { PANELS, Reading, WIDTHS } from './lib/reading.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

/** Long words, tall letters, and right to left, each with an article of its own. @type {Record<string, string>} */
const LANGUAGES = Object.fromEntries(
  (process.env.LANGUAGES ?? 'de,ja,ar')
    .split(',')
    .map((language) => [language, { ja: 'japanese', ar: 'arabic', he: 'hebrew', de: 'bare' }[language] ?? 'news']),
);

/**
 * A copy of the built extension that speaks one language.
 * @param {'chromium' | 'firefox'} name
 * @param {string} language
 */
function speaking(name, language) {
  return copyOf(name, (folder) => {
    for (const other of readdirSync(join(folder, '_locales')))
      if (other !== language) rmSync(join(folder, '_locales', other), { recursive: true });
    const manifest = join(folder, 'manifest.json');
    writeFileSync(
      manifest,
      JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), default_locale: language }),
    );
  });
}

/** What is cut off or sticks out of the window, in the page it runs in. */
function misfits() {
  const room = document.documentElement.clientWidth;
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const { left, right, width, height } = node.getBoundingClientRect();
    if (!(node instanceof HTMLElement) || width <= 1 || height <= 1 || getComputedStyle(node).visibility === 'hidden')
      continue;
    const scrolls = node.parentElement?.closest('.scroll, pre, [popover]:not(:popover-open)');
    if (!scrolls && (right > room + 1 || left < -1)) found.push(`outside: ${node.outerHTML.slice(0, 120)}`);
    const holdsText = [...node.childNodes].some((child) => child instanceof Text && child.data.trim() !== '');
    const meant = getComputedStyle(node).textOverflow === 'ellipsis';
    if (holdsText && !meant && getComputedStyle(node).display !== 'inline' && node.scrollWidth > node.clientWidth + 1)
      found.push(`cut off: ${node.outerHTML.slice(0, 120)}`);
  }
  return found;
}

const directory = process.env.SCREENSHOTS;
if (directory) mkdirSync(directory, { recursive: true });

for (const name of BROWSERS) {
  for (const [language, article] of Object.entries(LANGUAGES)) {
    describe(`${language} in ${name}`, () => {
      const right = ['ar', 'he'].includes(language);
      /** @type {Reading} */
      let reading;
      /** @type {string} */
      let folder;
      /** @type {import('./lib/server.js').Server} */
      let server;
      before(async () => {
        folder = speaking(name, language);
        server = await startServer();
        reading = new Reading(await openBrowser(name, { extension: folder }));
      });
      after(async () => {
        await reading?.browser.close();
        await server?.close();
        rmSync(folder, { recursive: true, force: true });
      });

      /** @param {string} picture */
      async function look(picture) {
        if (directory) await reading.browser.screenshot(join(directory, `${name}-${language}-${picture}.png`));
      }

      /** @param {string} place */
      async function assertFits(place) {
        await look(place);
        assert.deepEqual(await reading.page.evaluate(misfits), [], place);
      }

      test('the reader and its panels', async () => {
        for (const width of WIDTHS) {
          await reading.browser.resize(width, 900);
          await reading.open(articles[article], { theme: 'light' });
          assert.deepEqual(
            await reading.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
            [language.replace('_', '-'), right ? 'rtl' : 'ltr'],
          );
          await assertFits(`reader-${width}`);
          for (const panel of PANELS) {
            // A short article has no list of contents.
            if (await reading.page.evaluate((id) => document.getElementById(`${id}-button`)?.hidden, panel)) continue;
            await reading.openPanel(panel);
            await assertFits(`${panel}-${width}`);
            await reading.closePanel();
          }
          await reading.page.click('#aloud-button');
          await assertFits(`player-${width}`);
        }
      });

      test('the way out of the reader stands where reading begins', async () => {
        await reading.open(articles[article]);
        const [leave, help] = await reading.page.evaluate(() =>
          ['leave', 'help-button'].map((id) => document.getElementById(id)?.getBoundingClientRect().left ?? 0),
        );
        assert.ok(leave !== undefined && help !== undefined && leave > help === right);
      });

      test('the options', async () => {
        for (const width of WIDTHS) {
          await reading.browser.resize(width, 1400);
          await reading.browser.open(reading.browser.extensionUrl('options/options.html'));
          await reading.page.evaluate(async () => {
            while (!document.body || 'waiting' in document.body.dataset) await new Promise(requestAnimationFrame);
          });
          await assertFits(`options-${width}`);
        }
      });

      test('the bar over a page, and why', async () => {
        await setToolbar(reading.browser, 'declutter');
        for (const width of [360, 1400]) {
          await reading.browser.resize(width, 700);
          await openAfresh(reading.browser, server.url('none', 'pages/extension/news.html'));
          await reading.browser.clickToolbar();
          const bar = await barOpen(reading.browser);
          // The frame takes the size that the bar asks for, and the bar comes in slowly.
          const settled = async () => (await bar.evaluate(misfits)).length === 0;
          await until(settled, `the bar to fit in ${width} px`);
          await bar.evaluate(async () => {
            await Promise.all(document.getAnimations().map(({ finished }) => finished));
          });
          await look(`bar-${width}`);
          await bar.click('#count');
          await until(settled, `the unfolded bar to fit in ${width} px`);
          await look(`bar-list-${width}`);
          leaving(bar.click('#why'));
          const why = await reading.browser.frame('/why/why.html');
          await until(() => why.evaluate(() => 'ready' in document.documentElement.dataset), 'the panel');
          await until(async () => (await why.evaluate(misfits)).length === 0, `the panel to fit in ${width} px`);
          await look(`why-${width}`);
        }
      });
    });
  }
}
