// The reader page by itself, in both browsers, with articles written by hand: what it shows at every width, in every
// theme and script, that each control does its work, and that axe-core finds nothing anywhere.
//
// SCREENSHOTS=directory also saves a picture of every article, theme and width, for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { until } from './lib/wait.js';
import { articles, hostile } from './reader-articles.js';

const THEMES = ['light', 'sepia', 'dark', 'black', 'contrast'];
const WIDTHS = [320, 1400];
const PANELS = ['contents', 'appearance', 'save', 'help'];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The page's policy forbids `eval`, so axe goes there as the text of a function. */
const injectAxe = Object.assign(() => {}, { toString: () => `() => { if (!window.axe) { ${axeSource} } }` });

/**
 * Each file of an archive of stored files as "name content", read by its directory, its checksum tested.
 * @param {Buffer} zip
 */
function filesOfZip(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [crc, size, length, start] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    assert.equal(zip.toString('utf8', start + 30, start + 30 + length), name);
    const content = zip.subarray(start + 30 + length, start + 30 + length + size);
    assert.equal(crc32(content), crc);
    at += 46 + length;
    return `${name} ${content}`;
  });
}

for (const name of BROWSERS) {
  describe(`the reader page in ${name}`, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/browser.js').View} */
    let page;

    before(async () => {
      browser = await openBrowser(name);
      ({ page } = browser);
    });
    after(() => browser?.close());

    /**
     * Opens the reader as a page of its own.
     * @param {import('../../extension/shared/types.js').Article} article
     * @param {object} [reader] settings
     */
    async function open(article, reader = {}) {
      const opened = { article, url: 'https://ledger.example/river' };
      await browser.background(
        async (shown, reader) => {
          const { storage } = /** @type {any} */ (globalThis).chrome;
          await storage.session.set({ 'reader:test': shown });
          await storage.sync.set({ settings: { schema: 1, reader } });
        },
        opened,
        reader,
      );
      await browser.open(browser.extensionUrl('reader/reader.html?id=test'));
      await shown();
    }

    const shown = () => until(() => page.evaluate(() => 'ready' in document.documentElement.dataset), 'the article');

    /** @param {string} place for the message */
    async function assertAccessible(place) {
      await page.evaluate(injectAxe);
      const violations = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (window).axe.run(document);
        return violations.map(
          (/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`,
        );
      });
      assert.deepEqual(violations, [], place);
    }

    /** @param {string} selector */
    const textOf = (selector) => page.evaluate((s) => document.querySelector(s)?.textContent ?? '', selector);

    for (const [id, article] of Object.entries(articles)) {
      test(`${id}: nothing wider than the window, and accessible`, async () => {
        for (const width of WIDTHS) {
          await browser.resize(width, 900);
          await open(article, { theme: 'light' });
          const wide = await page.evaluate(() => {
            const room = document.documentElement.clientWidth;
            const inBox = (/** @type {Element} */ node) =>
              node.parentElement?.closest('.scroll, pre, .outline, .panel');
            return [...document.querySelectorAll('#article *')]
              .filter((node) => !inBox(node) && node.getBoundingClientRect().right > room + 1)
              .map((node) => node.outerHTML.slice(0, 100));
          });
          assert.deepEqual(wide, [], `${width} px`);
          await assertAccessible(`${width} px`);
          const barFits = await page.evaluate(() => {
            const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));
            for (const button of bar.querySelectorAll('button')) button.hidden = false;
            return bar.scrollWidth <= document.documentElement.clientWidth;
          });
          assert.ok(barFits, `the bar in ${width} px`);
        }
      });
    }

    test('every theme is accessible, with what was removed opened', async () => {
      await browser.resize(1400, 900);
      for (const theme of THEMES) {
        await open(articles.news, { theme });
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await assertAccessible(theme);
        await open(articles.technical, { theme });
        await assertAccessible(`${theme}, code`);
      }
    });

    test('every panel is accessible in every theme', async () => {
      for (const theme of THEMES) {
        await open(articles.news, { theme });
        for (const panel of PANELS) {
          await page.click(`[popovertarget="${panel}"]`);
          await until(() => page.evaluate((id) => document.getElementById(id)?.matches(':popover-open'), panel), panel);
          await assertAccessible(`${theme}, ${panel}`);
          await page.press('Escape');
          await until(() => page.evaluate(() => !document.querySelector(':popover-open')), `${panel} to close`);
        }
        await page.click('#aloud-button');
        await assertAccessible(`${theme}, player`);
      }
    });

    test('says who wrote it and when, in the article’s language and direction', async () => {
      await open(articles.arabic);
      assert.equal(await textOf('h1'), articles.arabic?.metadata.title);
      assert.deepEqual(
        await page.evaluate(() => {
          const article = /** @type {HTMLElement} */ (document.getElementById('article'));
          return [article.lang, article.dir, getComputedStyle(article).direction, document.documentElement.dir];
        }),
        ['ar', 'rtl', 'rtl', 'ltr'],
      );
      assert.match(await textOf('#byline'), /ليلى حداد.*March 4, 2026.*min read/);
    });

    test('shows what an article must not hold as text, or not at all', async () => {
      await open(hostile);
      const found = await page.evaluate(() => ({
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
      assert.match(await textOf('#body'), /^the words stay.*deep/s);
    });

    test('a chip opens what was removed in its place, and gives it back', async () => {
      await open(articles.news);
      assert.match(await textOf('details summary'), /related stories and newsletter sign-up/);
      await page.click('details[data-removed] summary');
      assert.equal(await page.evaluate(() => document.querySelector('details')?.open), true);
      await page.click('details .acts button');
      await until(() => page.evaluate(() => !document.querySelector('details')), 'the chip to go');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Sign up for our weekly newsletter');
      assert.match(await textOf('#body'), /where\.”Sign up for our weekly newsletter.*Buying the low fields/);
    });

    test('an embed loads on a click and not before', async () => {
      await open(articles.news);
      assert.equal(await page.evaluate(() => document.querySelectorAll('#article iframe').length), 0);
      await page.click('.embed button');
      assert.match(await page.evaluate(() => document.querySelector('iframe')?.src ?? ''), /video\.example/);
    });

    test('settings are seen at once, kept, and reset', async () => {
      await open(articles.news, { theme: 'light' });
      await page.click('#appearance-button');
      await page.click('label[data-value="sepia"]');
      await page.click('label[data-value="sans"]');
      const look = () => page.evaluate(() => ({ ...document.documentElement.dataset }));
      assert.equal((await look()).theme, 'sepia');
      assert.equal((await look()).font, 'sans');
      const kept = () =>
        browser.background(
          async () => (await /** @type {any} */ (globalThis).chrome.storage.sync.get('settings')).settings,
        );
      await until(async () => /** @type {any} */ (await kept()).reader.font === 'sans', 'the setting to be kept');
      await browser.reload();
      await shown();
      assert.equal((await look()).theme, 'sepia');
      await page.click('#appearance-button');
      await page.click('#appearance-form > button');
      await until(async () => (await look()).font === 'serif', 'the reset');
      await until(async () => /** @type {any} */ (await kept()).reader.font === 'serif', 'the reset to be kept');
    });

    test('keys jump between headings and the outline follows', async () => {
      await browser.resize(1400, 900);
      await open(articles.news);
      const current = () => textOf('#aside-list [aria-current]');
      await page.press('n');
      await until(async () => (await current()) === 'Buying the low fields', 'the first heading');
      await page.press('j');
      await until(async () => (await current()) === 'What the numbers say', 'the second heading');
      await page.press('k');
      await until(async () => (await current()) === 'Buying the low fields', 'the first heading again');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Buying the low fields');
    });

    test('a person can give a thing another key', async () => {
      await open(articles.news);
      await page.press('?');
      await until(() => page.evaluate(() => document.getElementById('help')?.matches(':popover-open')), 'the list');
      await page.click('#help .key');
      await page.press('x');
      await until(async () => (await textOf('#help .key kbd')) === 'x', 'the new key');
      await page.press('Escape');
      await page.press('n');
      await page.press('x');
      await until(async () => (await textOf('#aside-list [aria-current]')) === 'Buying the low fields', 'the heading');
      const keys = () =>
        browser.background(
          async () => (await /** @type {any} */ (globalThis).chrome.storage.sync.get('settings')).settings.reader.keys,
        );
      assert.deepEqual(await keys(), { 'next-heading': 'x' });
    });

    test('a footnote shows beside its mark', async () => {
      await open(articles.news);
      await page.click('.noteref');
      await until(() => page.evaluate(() => document.getElementById('note')?.matches(':popover-open')), 'the note');
      assert.match(await textOf('#note'), /^Council minutes, 14 November 2018, item 7\./);
      assert.doesNotMatch(await textOf('#note'), /↩/);
    });

    test('what a person highlights is found again, with the note, even when the text has moved', async () => {
      await open(articles.news);
      await page.evaluate(() => {
        const paragraph = /** @type {Element} */ (document.querySelector('#body p'));
        const text = /** @type {Text} */ (paragraph.firstChild);
        getSelection()?.setBaseAndExtent(text, 3, text, 34);
      });
      await page.press('h');
      const marked = () =>
        page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get('mark') ?? [])].map((range) => String(range)));
      const first = await until(async () => (await marked())[0], 'the highlight');
      assert.equal(first, 'the morning the last wall came');
      await page.press('s');
      await page.type('#marks textarea', 'Remember this');
      await assertAccessible('the list of highlights');
      await page.press('Escape');
      const { body, ...rest } = /** @type {import('../../extension/shared/types.js').Article} */ (articles.news);
      const [moved] = /** @type {any} */ (articles.bare).body;
      await open({ ...rest, body: [moved, ...body] });
      await until(async () => (await marked())[0] === first, 'the highlight in the new text');
      await page.press('s');
      assert.equal(await page.evaluate(() => document.querySelector('textarea')?.value), 'Remember this');
      await page.click('#marks .quiet');
      await until(async () => (await marked()).length === 0, 'the highlight to go');
    });

    test('pictures open one after the other, with their captions', async () => {
      await open(articles.news);
      await page.click('#lead .zoom');
      const caption = () => textOf('#zoom[open] #zoom-caption');
      await until(async () => /first light/.test(await caption()), 'the first picture');
      await assertAccessible('zoom');
      await page.press('Escape');
      await until(() => page.evaluate(() => !document.querySelector('dialog[open]')), 'the picture to close');
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'zoom');
    });

    test('code is copied as it is, and named by its language', async () => {
      await open(articles.technical);
      assert.equal(await textOf('.code-tools span'), 'Rust');
      await page.evaluate(() => {
        const taken = /** @type {string[]} */ ([]);
        Object.assign(window, { taken });
        navigator.clipboard.write = async ([item]) =>
          void taken.push(await (await /** @type {ClipboardItem} */ (item).getType('text/plain')).text());
      });
      await page.click('.code-tools button');
      const taken = await until(() => page.evaluate(() => /** @type {any} */ (window).taken[0]), 'the copy');
      assert.match(
        taken,
        /^\/\/\/ Adds one key\. Never allocates\.\n {4}|^\/\/\/ Adds one key\. Never allocates\.\npub fn add/,
      );
      await page.press('s');
      await page.click('#save .plain');
      const markdown = await until(() => page.evaluate(() => /** @type {any} */ (window).taken[1]), 'the Markdown');
      assert.match(markdown, /## What it costs/);
      await page.press('n');
      await until(async () => (await textOf('#aside-list [aria-current]')) === 'The estimate', 'the first section');
      await page.press('s');
      await page.click('#save .plain:nth-of-type(4)');
      const link = await until(() => page.evaluate(() => /** @type {any} */ (window).taken[2]), 'the link');
      assert.equal(link, 'https://small.example/hll#estimate');
    });

    test('a book is a sound archive of sound XHTML', async () => {
      for (const id of ['news', 'technical', 'arabic']) {
        await open(/** @type {import('../../extension/shared/types.js').Article} */ (articles[id]));
        const { base64, problems, text } = await page.evaluate(async () => {
          const { epub } = await import(/** @type {any} */ ('./epub.js'));
          const root = /** @type {HTMLElement} */ (document.getElementById('article'));
          const blob = /** @type {Blob} */ (epub({ metadata: { title: 'A < B & "C"', byline: 'D' } }, root));
          const bytes = new Uint8Array(await blob.arrayBuffer());
          const files = new TextDecoder().decode(bytes).match(/<\?xml.*?<\/(html|package|container)>/gs) ?? [];
          const parsed = files.map((file) => new DOMParser().parseFromString(file, 'application/xml'));
          return {
            base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
            problems: parsed.map((file) => file.querySelector('parsererror, button, details')?.textContent ?? ''),
            text: parsed.map((file) => file.querySelector('body h1')?.textContent ?? '').join(''),
          };
        });
        assert.deepEqual(problems, ['', '', '', '']);
        assert.equal(text, articles[id]?.metadata.title);
        const files = filesOfZip(Buffer.from(base64, 'base64'));
        assert.equal(files[0], 'mimetype application/epub+zip');
        assert.deepEqual(
          files.slice(1).map((file) => file.split(' ')[0]),
          ['META-INF/container.xml', 'book/package.opf', 'book/contents.xhtml', 'book/article.xhtml', 'book/style.css'],
        );
      }
    });

    test('reads aloud sentence by sentence, skips, pauses and goes on', async () => {
      await open(articles.news);
      await page.evaluate(() => {
        const spoken = /** @type {SpeechSynthesisUtterance[]} */ ([]);
        Object.assign(window, { spoken });
        const voice = {
          cancel() {},
          getVoices: () => [],
          addEventListener() {},
          speak: (/** @type {SpeechSynthesisUtterance} */ said) => void spoken.push(said),
        };
        Object.defineProperty(window, 'speechSynthesis', { value: voice });
      });
      const said = () => page.evaluate(() => /** @type {any} */ (window).spoken.at(-1)?.text ?? '');
      const end = () => page.evaluate(() => /** @type {any} */ (window).spoken.at(-1).dispatchEvent(new Event('end')));
      await page.click('#aloud-button');
      await until(async () => /^The river that came back/.test(await said()), 'the headline');
      await end();
      await until(async () => /^For two centuries/.test(await said()), 'the standfirst');
      await end();
      await until(async () => /^Then the council/.test(await said()), 'its second sentence');
      assert.equal(
        await page.evaluate(() => [.../** @type {any} */ (CSS.highlights.get('spoken'))][0].toString()),
        'Then the council tried something cheaper: it let the water in.',
      );
      await page.click('#aloud-next');
      await until(async () => /^The Wend at first light/.test(await said()), 'the next paragraph');
      await page.click('#aloud-play');
      assert.equal(
        await page.evaluate(() => document.getElementById('aloud-play')?.getAttribute('aria-label')),
        'Play',
      );
      await page.click('#aloud-play');
      await until(() => page.evaluate(() => /** @type {any} */ (window).spoken.length === 5), 'the sentence again');
      assert.match(await said(), /^The Wend at first light/);
    });

    test('line focus settles on whole lines, and word beginnings leave the text alone', async () => {
      await browser.resize(1400, 900);
      await open(articles.news, { lines: '3', wordStarts: true });
      const text = await textOf('#body p');
      await page.evaluate(() =>
        document.querySelector('#body p')?.scrollIntoView({ block: 'center', behavior: 'instant' }),
      );
      await until(
        () =>
          page.evaluate(() => {
            const band = document.getElementById('band')?.getBoundingClientRect();
            const line = Number.parseFloat(
              getComputedStyle(/** @type {Element} */ (document.getElementById('article'))).lineHeight,
            );
            return band && Math.abs(band.height - 2 - 3 * line) < 4 && band.top > 0;
          }),
        'the band',
      );
      assert.ok((await page.evaluate(() => CSS.highlights.get('word-end')?.size ?? 0)) > 100);
      assert.equal(await textOf('#body p'), text);
    });

    test('Escape goes back to where the person came from', async () => {
      await browser.open('about:blank');
      await open(articles.bare);
      await page.press('Escape');
      await until(async () => (await browser.url()) === 'about:blank', 'the page before');
    });

    test('an article that is gone is said in one sentence', async () => {
      await browser.open(browser.extensionUrl('reader/reader.html?id=gone'));
      await until(async () => /cannot be shown/.test(await page.text()), 'the sentence');
    });

    const directory = process.env.SCREENSHOTS;
    test('pictures for a person to look at', { skip: !directory }, async () => {
      mkdirSync(/** @type {string} */ (directory), { recursive: true });
      for (const width of WIDTHS) {
        await browser.resize(width, width < 600 ? 700 : 900);
        for (const [id, article] of Object.entries(articles)) {
          for (const theme of THEMES) {
            await open(article, { theme });
            await browser.screenshot(join(/** @type {string} */ (directory), `${name}-${id}-${width}-${theme}.png`));
          }
        }
      }
    });
  });
}
