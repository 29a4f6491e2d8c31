// What earlier visits taught, in real browsers: clutter that is known does not appear for a single frame, a selector
// that ever found text of the article is dropped for good, and what is kept is hashes, within bounds, until the site
// leaves the list.
//
//     node --test tests/browser/early.test.js

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { configured } from './lib/configured.js';
import { COLOURS, startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given));
    const { stored, registered, configure, visit, options, list } = configured(
      () => browser,
      () => news,
    );

    /**
     * Every frame of the page, and what it has shown of the strip.
     * @returns {Promise<{time: number, state: string, colorScheme: string}[]>}
     */
    const watched = () => browser.page.evaluate(() => /** @type {any} */ (globalThis).seen ?? []);
    /** The same, each state once, in order. */
    const frames = async () => {
      const states = (await watched()).map(({ state }) => state);
      return states.filter((state, at) => state !== states[at - 1]);
    };
    /** @param {string} host */
    const memory = async (host) => (await stored('local'))[`memory:${host}`];

    test('clutter that three stories taught is not seen for a frame', async () => {
      await configure('alpha.localhost', 'declutter');
      assert.deepEqual(await registered('early'), ['*://alpha.localhost/*', '*://www.alpha.localhost/*']);
      assert.equal((await visit('alpha', '/slow/1')).mode, 'declutter');
      assert.deepEqual(
        (await frames()).filter((state) => state !== 'nothing' && state !== 'veiled'),
        ['shown', 'hidden'],
        'the first time it is seen: the test can tell',
      );
      await visit('alpha', '/slow/2');
      assert.equal((await visit('alpha', '/slow/3')).early, 0, 'twice is not enough');
      const fourth = await visit('alpha', '/slow/4');
      assert.ok((fourth.early ?? 0) > 0 && (fourth.furniture ?? 0) > 0, JSON.stringify(fourth));
      const seen = await frames();
      assert.ok(!seen.includes('shown') && seen.includes('hidden'), seen.join(' '));
    });

    test('when it leaves, the page is what it was, with nothing of the early sheet', async () => {
      await visit('alpha', '/slow/5');
      const bar = await browser.frame('bar/bar.html');
      await bar.click('#leave');
      await until(async () => !(await browser.hasFrame('bar/bar.html')), 'the page itself');
      // The page draws a frame of its own after ours has gone.
      await until(async () => (await frames()).at(-1) === 'shown', 'the page to be drawn as it is');
      assert.deepEqual(
        await browser.page.evaluate(() => [
          document.adoptedStyleSheets.length,
          document.getAnimations().length,
          document.documentElement.attributes.length,
        ]),
        [0, 0, 1],
      );
    });

    test('what is kept of a site are hashes, selectors and shapes of addresses', async () => {
      const kept = await memory('alpha.localhost');
      assert.ok(kept.selectors['div.promo-strip'] && Object.keys(kept.marks).length > 3, JSON.stringify(kept));
      assert.deepEqual(kept.shapes, { '/w/n': [kept.day, 'declutter'] });
      const told = JSON.stringify(kept);
      for (const word of ['slow', 'Subscribe', 'pound', 'Ada', 'coast', '/4']) assert.ok(!told.includes(word), word);
      assert.ok(told.length < 8000, `${told.length} bytes`);
    });

    test('a selector that found text of the article is dropped for good, and the article is whole', async () => {
      const { early } = await visit('alpha', '/odd/6');
      assert.ok((early ?? 0) > 0, 'it hid the story at first');
      const text = () => browser.page.evaluate(() => document.querySelector('.story p')?.checkVisibility());
      await until(text, 'the story');
      const { selectors, never } = await memory('alpha.localhost');
      assert.equal(selectors['div.promo-strip'], undefined);
      assert.ok(Object.keys(never).length > 0);
      for (const number of [7, 8, 9, 10]) await visit('alpha', `/slow/${number}`);
      assert.ok((await frames()).includes('shown'), 'it is not learnt a second time');
      assert.ok(
        (await stored('local'))['early:alpha.localhost'].selectors.includes('footer.site-footer'),
        'others are',
      );
    });

    test('text that stood on three pages is hidden on the fourth, though nothing else gives it away', async () => {
      const plea = () => browser.page.evaluate(() => document.querySelector('.u7x2')?.checkVisibility() ?? 'not there');
      await configure('gamma.localhost', 'declutter');
      // What nothing is known of is hidden too, unless the person has said otherwise.
      await browser.background(async () => {
        const { sync } = /** @type {any} */ (globalThis).chrome.storage;
        const { 'site:gamma.localhost': rule } = await sync.get('site:gamma.localhost');
        await sync.set({ 'site:gamma.localhost': { ...rule, hide: { other: false }, changed: rule.changed + 1 } });
      });
      for (const number of [1, 2, 3]) {
        assert.equal((await visit('gamma', `/plea/${number}`)).mode, 'declutter');
        assert.equal(await plea(), true, `on page ${number}`);
      }
      await visit('gamma', '/plea/4');
      assert.equal(await plea(), false);
      const shown = await browser.page.evaluate(() =>
        [...document.querySelectorAll('article > p')].map((one) => one.checkVisibility()),
      );
      assert.ok(shown.length > 9 && shown.every(Boolean), 'the article is whole');
    });

    test('for the reader the page is veiled, for 300 milliseconds at most', async () => {
      await configure('beta.localhost', 'reader');
      assert.deepEqual(await registered('veil'), ['*://beta.localhost/*', '*://www.beta.localhost/*']);
      // On a machine that is late with the first frame the veil has gone by then; so more than one page is tried.
      let page = 0;
      await until(async () => {
        page += 1;
        assert.equal((await visit('beta', `/slow/${page}`)).mode, 'reader');
        return (await frames()).includes('veiled');
      }, 'a veiled frame');

      // The rest of these pages never comes: nobody lifts the veil.
      await until(async () => {
        page += 1;
        const path = `/slow/${page}`;
        // Not by the driver, which would wait for the end of the page.
        await browser.page.evaluate(
          (url) => void setTimeout(() => location.assign(url)),
          `${news.url('beta', path)}?stuck`,
        );
        const isOpen = async () => (await browser.url()).endsWith(`${path}?stuck`);
        await until(async () => (await isOpen()) && (await frames()).at(-1) === 'shown', 'the page');
        const veiled = (await watched()).filter(({ state }) => state === 'veiled');
        news.finish(path);
        await until(() => browser.page.evaluate(() => document.readyState === 'complete'), 'the rest of the page');
        const span = (veiled.at(-1)?.time ?? 0) - (veiled[0]?.time ?? 0);
        assert.ok(span <= 300, `${veiled.length} frames in ${span} ms`);
        // For those who read in the dark it is dark.
        return veiled.some(({ colorScheme }) => colorScheme === 'light dark');
      }, 'veiled frames of a page that stays');
    });

    test('a page whose address has the shape of no story is not veiled a second time', async () => {
      await visit('beta', '/section');
      assert.equal((await memory('beta.localhost')).shapes['/w'][1], 'off');
      await visit('beta', '/section');
      assert.equal(await browser.page.evaluate(() => getComputedStyle(document.documentElement).opacity), '1');
    });

    for (const mode of ['declutter', 'reader']) {
      test(`no picture of the window shows what three stories taught: ${mode}`, async () => {
        const site = mode === 'declutter' ? 'delta' : 'epsilon';
        await configure(`${site}.localhost`, mode);
        /** Opens a story, and what the window showed of it, from a blank page on. @param {number} number */
        const filmed = async (number) => {
          await browser.open('about:blank');
          const pictures = await browser.filmed(async () => {
            assert.equal((await visit(site, `/slow/${number}`)).mode, mode);
          }, Object.values(COLOURS));
          return pictures.flat();
        };
        const first = await filmed(1);
        // The veil of the reader may hide it the first time too.
        if (mode === 'declutter') assert.ok(first.includes(COLOURS.clutter), 'the first time: the test can tell');
        await visit(site, '/slow/2');
        await visit(site, '/slow/3');
        for (const number of [4, 5, 6]) {
          const seen = await filmed(number);
          assert.ok(!seen.includes(COLOURS.clutter), `story ${number}: ${seen}`);
          // Under the veil and in the reader there is nothing of the page to be seen at all.
          if (mode === 'declutter') assert.ok(seen.includes(COLOURS.page), 'the page itself is seen');
        }
      });
    }

    test('one button forgets it all, and so does the end of the rule', async () => {
      const keys = async () => Object.keys(await stored('local')).filter((key) => /^(memory|early):/.test(key));
      assert.ok((await keys()).includes('memory:beta.localhost'));
      await options();
      await until(async () => (await list()).includes('beta.localhost'), 'the list');
      await browser.page.click('[aria-label="Remove beta.localhost"]');
      await until(async () => !(await keys()).some((key) => key.endsWith(':beta.localhost')), 'its memory to go');
      assert.ok((await keys()).includes('memory:alpha.localhost'), 'the other stays');
      await browser.page.click('#forget');
      await until(async () => (await keys()).length === 0, 'everything to go');
    });
  });
}
