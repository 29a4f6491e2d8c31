// What pages really write, all the way from the page to the reader: formulas of KaTeX, MathJax and an encyclopedia, code
// in tables of numbered lines, notes that refer to notes, pictures that come late or link to themselves.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { openedReader } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(`the shapes of a page in the reader in ${name}`, { timeout: 120_000 }, () => {
    /** @type {import('./lib/browser.js').View} */
    let reader;
    openedReader(name, 'pages/articles/shapes.html', (view) => {
      reader = view;
    });

    /** @param {string} selector */
    const texts = (selector) =>
      reader.evaluate(
        (s) => [...document.querySelectorAll(s)].map((node) => (node.textContent ?? '').trim()),
        selector,
      );

    test('headings keep their places and lose their signs', async () => {
      assert.deepEqual(await texts('#body :is(h2, h3)'), [
        'The estimate',
        'What it costs',
        'The code in full',
        'Pictures of it',
        'In three steps',
      ]);
      assert.deepEqual(await reader.evaluate(() => [...document.querySelectorAll('#body h2')].map(({ id }) => id)), [
        'in-the-estimate',
        'section-3',
        'in-pictures',
        'in-steps',
      ]);
      assert.deepEqual(await texts('#aside-list a'), await texts('#body :is(h2, h3)'));
      // The beginning of the article is no heading's.
      await until(async () => (await texts('#aside-list [aria-current]')).length === 0, 'no heading to be marked');
    });

    test('a formula stands there once, whoever drew it', async () => {
      assert.deepEqual(await texts('#body math'), ['m', 'E=αmm2', 'σ', '1.04m', 'p=12', '2p']);
      const drawn = await reader.evaluate(() =>
        [...document.querySelectorAll('#body math')].map((formula) => {
          const { width, height } = formula.getBoundingClientRect();
          return width > 3 && height > 3;
        }),
      );
      assert.deepEqual(drawn, [true, true, true, true, true, true]);
      const [, estimate = '', , second = ''] = await texts('#body > p');
      assert.match(estimate, /^With m registers that hold/);
      assert.match(second, /deviation\s+σ\s+falls with .* written as\s+1\.04m\s*,/s);
      assert.equal(await reader.evaluate(() => document.querySelectorAll('#body img[src$="p.svg"]').length), 0);
    });

    test('code is its lines, with its language', async () => {
      assert.deepEqual(await texts('#body pre'), [
        'pub fn add(&mut self, key: &[u8]) {\n    self.hash(key);\n}',
        'let a = 1;\n    let b = 2;',
        'def merge(a, b):\n    return [max(x, y) for x, y in zip(a, b)]',
        'const size = 4096;\nconst error = 1.04 / Math.sqrt(size);',
      ]);
      assert.deepEqual(await texts('#body .code-tools span'), ['Rust', '', 'Python', 'JavaScript']);
    });

    test('a table of thirty columns scrolls in its box, with its head', async () => {
      const table = await reader.evaluate(() => {
        const box = /** @type {HTMLElement} */ (document.querySelector('#body .scroll:has(table)'));
        const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        const { length } = box.querySelectorAll('th');
        return { scrolls: box.scrollWidth > box.clientWidth, wide, length, name: box.getAttribute('aria-label') };
      });
      assert.deepEqual(table, { scrolls: true, wide: false, length: 31, name: 'Costs by precision' });
    });

    test('a note is shown beside its mark, and the note that it refers to in its place', async () => {
      const note = () =>
        reader.evaluate(() => document.querySelector('#note:popover-open .note-text')?.textContent ?? '');
      await reader.click('#in-fnref\\:1 .noteref');
      await until(async () => /^The proof is long.*second note\.2\s*$/s.test(await note()), 'the first note');
      await reader.click('#note .noteref');
      await until(async () => /^\s*Flajolet and others.*2007\.\s*$/s.test(await note()), 'the second note');
      await reader.press('Escape');
      await until(async () => (await note()) === '', 'the note to close');
      assert.deepEqual(
        await reader.evaluate(() => [...document.querySelectorAll('#body > ol > li')].map(({ id }) => id)),
        ['', '', '', 'in-fn:1', 'in-cite_note-flajolet-2'],
      );
      assert.equal(await reader.evaluate(() => document.querySelector('#body ol')?.getAttribute('start')), '4');
    });

    test('pictures that come late or link to themselves open one after the other', async () => {
      await until(
        () =>
          reader.evaluate(() => {
            for (const image of document.images) image.loading = 'eager';
            return document.querySelectorAll('#body .zoom img[data-loaded]').length === 5;
          }),
        'five pictures',
      );
      const sources = await reader.evaluate(() =>
        [...document.images].map(({ currentSrc }) => currentSrc.replace(/.*\//, '')),
      );
      assert.deepEqual(sources, ['wide.svg?w=1600', 'tall.svg', 'wide.svg?1', 'wide.svg?2', 'wide.svg?3']);
      await reader.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#body .zoom')).click());
      const shown = () => reader.evaluate(() => document.querySelector('#zoom[open] #zoom-count')?.textContent ?? '');
      await until(async () => (await shown()) === '1 of 5', 'the first picture');
      await reader.press('ArrowRight');
      await until(async () => (await shown()) === '2 of 5', 'the second picture');
      assert.deepEqual(await texts('#zoom-caption'), ['The registers at the beginning.']);
      await reader.press('ArrowLeft');
      await reader.press('ArrowLeft');
      await until(async () => (await shown()) === '5 of 5', 'the last picture');
      await reader.press('Escape');
      await until(async () => (await shown()) === '', 'the picture to close');
    });

    test('what would load from elsewhere waits for a click', async () => {
      assert.deepEqual(await texts('#body .embed .name'), ['The talk', 'Video']);
      assert.equal(await reader.evaluate(() => document.querySelectorAll('#body :is(iframe, video)').length), 0);
    });
  });
}
