// An article saved with its pictures, on a page with one picture of its own and one of a site that keeps its to itself.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { opened } from './lib/opened.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';
import { filesOfZip } from './lib/zip.js';

for (const name of BROWSERS) {
  describe(`an article with its pictures in ${name}`, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    opened(name, startServer, (given) => ({ browser, server } = given));

    test('holds those that the page may read, and says how many it may not', async () => {
      await setToolbar(browser, 'reader');
      await openAfresh(browser, server.url('none', 'pages/extension/pictures.html'));
      await until(
        () => browser.page.evaluate(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0)),
        'the pictures of the page',
      );
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      await reader.evaluate(() => {
        const saved = /** @type {Blob[]} */ ([]);
        Object.assign(window, { saved });
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          saved.push(/** @type {Blob} */ (blob));
          return create(blob);
        };
      });
      /** @param {string} label @param {number} count of files saved so far */
      const save = async (label, count) => {
        await reader.click('#save-button');
        await reader.evaluate((label) => {
          const buttons = [...document.querySelectorAll('#save button')];
          /** @type {HTMLElement | undefined} */ (buttons.find((button) => button.textContent === label))?.click();
        }, label);
        await until(
          () => reader.evaluate((count) => /** @type {any} */ (window).saved.length > count, count),
          'the file',
        );
        return reader.evaluate(async (count) => {
          const bytes = new Uint8Array(await /** @type {any} */ (window).saved[count].arrayBuffer());
          let binary = '';
          for (const byte of bytes) binary += String.fromCharCode(byte);
          return btoa(binary);
        }, count);
      };
      const remote = /src="http:\/\/localhost:\d+\/none\/www\/images\/before\.png"/g;

      const without = Buffer.from(await save('Web page (one file)', 0), 'base64').toString();
      assert.equal(without.match(/src="data:/g), null);
      assert.equal(without.match(remote)?.length, 1);

      await reader.click('#save-button');
      await reader.click('#save-pictures');
      await reader.click('#save-button');
      const page = Buffer.from(await save('Web page (one file)', 1), 'base64').toString();
      assert.equal(page.match(/src="data:image\/png;base64,/g)?.length, 1);
      assert.equal(page.match(remote)?.length, 1);
      assert.equal(
        await reader.evaluate(() => document.getElementById('status')?.textContent),
        'Saved. 1 picture could not be read and stays on the web.',
      );

      const book = filesOfZip(Buffer.from(await save('Book (EPUB)', 2), 'base64'));
      assert.ok(book.some((file) => file.startsWith('book/picture-1.png ') && file.includes('PNG')));
      assert.ok(book.some((file) => file.includes('href="picture-1.png" media-type="image/png"')));
      assert.ok(book.some((file) => /<img[^>]* src="picture-1\.png"/.test(file)));
    });
  });
}
