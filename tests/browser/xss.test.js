// Pages that try to run a script in the extension's own pages, opened by the real toolbar button in both browsers: no
// vector runs in the reader or in the bar, and none leaves an element, a handler or an address there that could.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { allLeft, barOpen, errors, openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { opened } from './lib/opened.js';
import { startServer, storedPages } from './lib/server.js';
import { until } from './lib/wait.js';

const PAGES = storedPages('pages/xss').map(({ path }) => path);

/** Where the page hides its document's own properties, so that a driver sees only the reader over it. */
const OPAQUE = 'pages/xss/clobber-document.html';

/**
 * What may stand in the article: written down apart from the core's own list, so that a mistake there shows here.
 */
const ELEMENTS = `a abbr article aside b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn
  div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark math mfrac mi mn mo mover mrow
  ms mspace msqrt mroot mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics merror mpadded mphantom
  menclose annotation mmultiscripts mprescripts none ol p path picture pre q rb rp rt rtc ruby s samp section small source span strong sub
  summary sup svg table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/);

/**
 * Runs in a page of the extension: everything there that should not be.
 * @param {string[]} elements
 */
function audit(elements) {
  /** @type {string[]} */
  const found = [];
  const ran = /** @type {any} */ (window).__xss;
  if (ran !== undefined) found.push(`vector ${ran} ran`);
  const article = document.getElementById('article');
  const address = /^(href|src|srcset|poster|cite|action|formaction|data|ping|background|longdesc|xlink:href)$/;
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    if (article?.contains(element) && !elements.includes(name)) found.push(`<${name}>`);
    for (const { name: attr, value } of element.attributes) {
      if (attr.startsWith('on') || attr === 'srcdoc') found.push(`<${name} ${attr}>`);
      if (!article?.contains(element) || !address.test(attr)) continue;
      const parts = attr === 'srcset' ? value.split(/,\s+/).map((part) => part.trim().split(/\s+/)[0] ?? '') : [value];
      for (const part of parts) {
        const safe =
          part.startsWith('#') ||
          /^(https?|mailto|tel):/i.test(part) ||
          (attr === 'src' && name === 'img' && /^data:image\/(png|jpe?g|gif|webp|avif|bmp|svg\+xml)[;,]/i.test(part));
        if (!safe) found.push(`<${name} ${attr}="${part.slice(0, 80)}">`);
      }
    }
  }
  return found;
}

for (const name of BROWSERS) {
  describe(name, { timeout: 300_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    opened(name, startServer, (given) => ({ browser, server } = given));

    test('there are at least 60 vectors, and the driver would see one that ran', async () => {
      const vectors = new Set();
      for (const path of PAGES) {
        const text = await (await fetch(server.url('none', path))).text();
        for (const [, number] of text.matchAll(/__xss\s*=\s*(\d+)/g)) vectors.add(number);
      }
      assert.ok(vectors.size >= 60, `${vectors.size} vectors`);
      await browser.open(server.url('none', 'pages/xss/markup.html'));
      await until(
        () => browser.page.evaluate(() => /** @type {any} */ (window).__xss !== undefined),
        'the page itself',
      );
    });

    for (const path of PAGES) {
      test(path, async () => {
        await setToolbar(browser, 'reader');
        await openAfresh(browser, server.url('none', path));
        await browser.clickToolbar();
        const reader = await readerOpen(browser);
        assert.ok((await reader.text()).length > 500, 'the reader shows the article');
        assert.deepEqual(await reader.evaluate(audit, ELEMENTS), []);

        // What a person may open: the chips of what was removed, and embeds, which load on a click.
        const frames = await reader.evaluate(() => {
          for (const chip of document.querySelectorAll('details')) chip.open = true;
          const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-embed] button'));
          for (const button of buttons) button.click();
          return Array.from(document.querySelectorAll('iframe, video, audio'), (element) => ({
            src: element.getAttribute('src'),
            sandbox: element.getAttribute('sandbox'),
            framed: element.localName === 'iframe',
          }));
        });
        for (const { src, sandbox, framed } of frames) {
          assert.match(src ?? '', /^https?:/);
          if (framed) assert.notEqual(sandbox, null, `the frame of ${src} is not sandboxed`);
        }
        assert.ok(await reader.evaluate(() => /** @type {any} */ (window).__xss === undefined), 'a vector ran');

        await browser.clickToolbar();
        await allLeft(browser);
        if (path === OPAQUE) return;
        await setToolbar(browser, 'declutter');
        await browser.clickToolbar();
        const bar = await barOpen(browser);
        assert.deepEqual(await bar.evaluate(audit, ELEMENTS), []);
        await browser.clickToolbar();
        await allLeft(browser);
      });
    }

    test('no policy of the extension was broken on the way', async () => {
      assert.deepEqual(await errors(browser), []);
    });
  });
}
