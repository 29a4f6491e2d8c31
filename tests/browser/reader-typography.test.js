// Every setting of the text is seen in the text, and pictures of a dark theme are dimmed where the person has it so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h } from './lib/pieces.js';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('the settings of the text', (reading, name) => {
  const look = () =>
    reading().page.evaluate(() => {
      const text = /** @type {Element} */ (document.querySelector('#body p'));
      const style = getComputedStyle(text);
      const pixels = (/** @type {string} */ value) => Math.round(Number.parseFloat(value) * 100) / 100;
      return {
        size: pixels(style.fontSize),
        line: pixels(style.lineHeight) / pixels(style.fontSize),
        letters: pixels(style.letterSpacing) / pixels(style.fontSize),
        words: pixels(style.wordSpacing) / pixels(style.fontSize),
        align: style.textAlign,
        hyphens: style.hyphens,
        width: text.getBoundingClientRect().width,
        font: style.fontFamily.split(',')[0]?.replace(/["']/g, ''),
      };
    });

  test('size, width, spaces, alignment, hyphens', async () => {
    await reading().browser.resize(1400, 900);
    await reading().open(articles.news, { size: 20, width: 50 });
    const before = await look();
    await reading().open(articles.news, {
      size: 30,
      width: 30,
      lineHeight: 2.2,
      letterSpacing: 0.1,
      wordSpacing: 0.3,
      align: 'justify',
      hyphens: true,
    });
    const after = await look();
    assert.equal(after.size / before.size, 1.5);
    // Larger letters make longer lines: thirty of them are nine tenths of fifty smaller ones.
    assert.ok(Math.abs(after.width / before.width - 0.9) < 0.02, `${after.width} after ${before.width}`);
    assert.ok(after.line - before.line > 0.55 && after.line - before.line < 0.65, `${after.line}`);
    assert.ok(Math.abs(after.letters - 0.1) < 0.01 && Math.abs(after.words - 0.3) < 0.01);
    assert.deepEqual([before.align, before.hyphens], ['start', 'manual']);
    assert.deepEqual([after.align, after.hyphens], ['justify', 'auto']);
  });

  test('each font is another, and those that are bundled are there without a network', async () => {
    const fonts = [];
    for (const font of ['serif', 'sans', 'dyslexic']) {
      await reading().open(articles.news, { font });
      fonts.push((await look()).font ?? '');
    }
    assert.equal(new Set(fonts).size, 3, String(fonts));
    for (const family of ['Source Serif 4', 'Atkinson Hyperlegible']) {
      const loaded = await reading().page.evaluate(async (family) => {
        const faces = await document.fonts.load(`20px "${family}"`);
        return faces.map(({ status }) => status);
      }, family);
      assert.deepEqual([...new Set(loaded)], ['loaded'], family);
    }
  });

  test('the automatic theme is the system’s, and changes with it', async () => {
    const theme = () => reading().page.evaluate(() => document.documentElement.dataset.theme);
    await reading().browser.colorScheme('dark');
    await reading().open(articles.news, { theme: 'auto' });
    assert.equal(await theme(), 'dark');
    await reading().browser.colorScheme('light');
    await until(async () => (await theme()) === 'light', 'the light theme');
  });

  test('words are broken by the rules of the article’s language', async () => {
    await reading().browser.resize(320, 900);
    const word = 'Donaudampfschifffahrtsgesellschaft '.repeat(12);
    const height = async (/** @type {boolean} */ hyphens) => {
      await reading().open({ metadata: { title: 'T', lang: 'de' }, body: [h('p', word)] }, { hyphens, size: 20 });
      return reading().page.evaluate(() => document.querySelector('#body p')?.clientHeight ?? 0);
    };
    // One browser has its rules with it, the other asks the system for them, which has none here.
    const broken = await height(true);
    const whole = await height(false);
    assert.ok(name === 'firefox' ? broken < whole : broken <= whole, `${broken} of ${whole}`);
    assert.equal(await reading().page.evaluate(() => document.getElementById('article')?.lang), 'de');
  });

  test('pictures are dimmed in dark themes, unless the person says no', async () => {
    const dimmed = async (/** @type {object} */ settings) => {
      await reading().open(articles.news, settings);
      return reading().page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.images[0])).filter);
    };
    assert.match(await dimmed({ theme: 'dark' }), /brightness\(0\.86\)/);
    assert.match(await dimmed({ theme: 'dark', dim: false }), /^none$|brightness\(1\)/);
    assert.match(await dimmed({ theme: 'light' }), /^none$|brightness\(1\)/);
  });

  test('a tall picture is as wide as it is seen, and begins where its caption does', async () => {
    await reading().browser.resize(1400, 700);
    await reading().open(articles.news, { theme: 'dark' });
    const ratio = () =>
      reading().page.evaluate(() => {
        const image = /** @type {HTMLImageElement} */ (document.querySelector('#body figure img'));
        image.loading = 'eager';
        const [picture, caption] = [image, image.closest('figure')?.querySelector('figcaption')].map((node) =>
          node?.getBoundingClientRect(),
        );
        return image.hasAttribute('data-loaded') && picture && caption
          ? [(picture.width / picture.height).toFixed(2), Math.round(picture.left - caption.left)]
          : null;
      });
    assert.deepEqual(await until(ratio, 'the picture'), ['0.75', 0]);
  });

  test('the time to read is counted in the language of the text', async () => {
    const minutes = async (/** @type {string} */ lang, /** @type {string} */ text) => {
      await reading().open({ metadata: { title: 'T', lang }, body: [h('p', text)] });
      return Number.parseInt(await reading().textOf('#byline'), 10);
    };
    assert.equal(await minutes('en', 'word '.repeat(987)), 5);
    assert.equal(await minutes('ja', '記事'.repeat(357 * 2)), 4);
    assert.equal(await minutes('zh', '文章'.repeat(255 * 2)), 4);
  });

  test('whatever would load from elsewhere waits for a click, each kind with its name', async () => {
    const src = 'https://media.example/';
    const embed = (/** @type {any} */ kind, /** @type {string} */ path, /** @type {string} */ title = '') =>
      /** @type {import('../../extension/shared/types.js').Piece} */ ({
        type: 'embed',
        kind,
        src: src + path,
        ...(title && { title }),
      });
    await reading().open({
      metadata: { title: 'Embeds' },
      body: [
        h('p', 'Before.'),
        embed('video', 'film.mp4', 'The film'),
        embed('video', 'embed/1'),
        embed('audio', 'talk.mp3'),
        embed('post', 'status/1'),
        embed('map', 'map'),
        embed('frame', 'page'),
      ],
    });
    const names = await reading().page.evaluate(() =>
      [...document.querySelectorAll('.embed .name')].map(({ textContent }) => textContent),
    );
    assert.deepEqual(names, ['The film', 'Video', 'Audio', 'Post', 'Map', 'Embedded content']);
    const loaded = () =>
      reading().page.evaluate(() =>
        [...document.querySelectorAll('#article :is(iframe, video, audio)')].map(({ localName }) => localName),
      );
    assert.deepEqual(await loaded(), []);
    await reading().page.evaluate(() => {
      for (const button of document.querySelectorAll('.embed button')) /** @type {HTMLElement} */ (button).click();
    });
    assert.deepEqual(await loaded(), ['video', 'iframe', 'audio', 'iframe', 'iframe', 'iframe']);
    const sandboxed = await reading().page.evaluate(() =>
      [...document.querySelectorAll('#article iframe')].every((frame) => frame.hasAttribute('sandbox')),
    );
    assert.equal(sandboxed, true);
  });
});
