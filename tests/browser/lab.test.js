// The lab and the home page in both browsers, as static files on a local server: what a person does there, and that
// what comes out is what the native tool writes.
//
//     ./build.sh build && node --test tests/browser/lab.test.js

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { violations } from './lib/axe.js';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const EXAMPLE = 'seed-wordpress--calderwire.example';
const fixture = `${root}tests/fixtures/${EXAMPLE}.html`;

/** What the native tool writes for the example. @param {string} format @param {string} url */
function native(format, url) {
  const tool = ['run', '--quiet', '--locked', '--release', '--features', 'cli', '--'];
  const wish = ['extract', '--format', format, ...(url ? ['--url', url] : []), fixture];
  return execFileSync('cargo', [...tool, ...wish], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
}

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/server.js').Server} */
    let server;
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/browser.js').View} */
    let page;

    before(async () => {
      [server, browser] = await Promise.all([startServer(), openBrowser(name)]);
      page = browser.page;
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    /** Opens the lab and waits for a page in it. @param {string} [hash] */
    async function openLab(hash = `#example=${EXAMPLE}`) {
      // A change of the part behind # alone would not load the lab anew.
      await browser.open('about:blank');
      await browser.open(`${server.url('none', 'www/lab.html')}${hash}`);
      await until(() => page.evaluate(() => document.querySelectorAll('#list .block').length > 0), 'the blocks');
    }

    /** @param {string} selector */
    const textOf = (selector) =>
      page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);

    /** The text of a pane of the lab that shows source. @param {string} pane */
    async function source(pane) {
      await page.click(`#tab-${pane}`);
      return until(() => textOf(`#${pane} pre`), pane);
    }

    /** Gives the lab a file, as the browser's dialog would. @param {string} file @param {Uint8Array} bytes */
    function giveFile(file, bytes) {
      return page.evaluate(
        (file, base64) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], file));
          const input = /** @type {HTMLInputElement} */ (document.getElementById('file'));
          input.files = transfer.files;
          input.dispatchEvent(new Event('change'));
        },
        file,
        Buffer.from(bytes).toString('base64'),
      );
    }

    test('an example shows its blocks, and a click explains one', async () => {
      await openLab();
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll('#list .block')].map((row) => row.textContent ?? ''),
      );
      assert.ok(shown.length > 100, `${shown.length} blocks`);
      const paragraph = shown.findIndex((text) => text.startsWith('paragraph'));
      await page.click(`#block-${paragraph}`);
      await until(() => page.evaluate(() => !document.getElementById('why')?.hidden), 'the reasons');
      const why = await textOf('#why');
      assert.match(why, /^paragraph block \d+/);
      assert.match(why, /The reader shows it\./);
      assert.ok(
        await page.evaluate(() => document.querySelectorAll('#why .features tbody tr').length > 5),
        'the features are listed',
      );
      const row = await textOf(`#block-${paragraph} .block-text`);
      assert.ok(row && (await textOf('#why .block-whole')).startsWith(row), 'the text is that of the clicked block');
    });

    test('keys walk through the blocks, filters narrow them', async () => {
      await openLab();
      const selected = () =>
        page.evaluate(() => document.querySelector('#list [aria-selected="true"]')?.getAttribute('data-block'));
      await page.press('j');
      await page.press('j');
      await until(async () => (await selected()) === '1', 'the second block');
      await page.press('k');
      await until(async () => (await selected()) === '0', 'the first block');
      await page.press('Enter');
      const count = () => page.evaluate(() => document.querySelectorAll('#list .block:not([hidden])').length);
      const all = await count();
      await page.press('/');
      await page.type('#search', 'Oskar');
      await until(async () => (await count()) < all, 'fewer blocks');
      await page.evaluate(() => {
        const search = /** @type {HTMLInputElement} */ (document.getElementById('search'));
        search.value = '';
        search.dispatchEvent(new Event('input'));
      });
      const related = await page.evaluate(() => {
        const button = [...document.querySelectorAll('#legend button')].find((b) =>
          b.textContent?.startsWith('related'),
        );
        button?.setAttribute('data-test', 'related');
        return Number(button?.querySelector('b')?.textContent);
      });
      await page.click('[data-test="related"]');
      await until(async () => (await count()) === related, `${related} related blocks`);
    });

    test('the exports are what the native tool writes', async () => {
      await openLab();
      const url = await page.evaluate(() => document.querySelector('#summary .address')?.textContent ?? '');
      assert.equal(await source('markdown'), native('markdown', url).replace(/\n$/, ''));
      assert.equal(await source('html'), native('html', url).replace(/\n$/, ''));
      const data = JSON.parse(await source('data'));
      const line = JSON.parse(native('jsonl', url));
      assert.equal(data.kind, line.kind);
      assert.equal(data.metadata.title, line.title);
    });

    test('a packed file gives what the plain one gives', async () => {
      await openLab();
      const plain = await source('markdown');
      await openLab('#example=seed-table--fellgazette.example');
      await giveFile('page.html.gz', gzipSync(readFileSync(fixture)));
      await until(async () => (await textOf('#summary')).startsWith('Envoys'), 'the page of the file');
      assert.equal(await source('markdown'), plain);
    });

    test('what is no page is refused in words, and the page before stays', async () => {
      await openLab();
      const problem = () =>
        page.evaluate(() => {
          const problem = document.getElementById('problem');
          return problem?.hidden ? '' : (problem?.textContent ?? '');
        });
      await giveFile('picture.html', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'));
      assert.match(await until(problem, 'the message'), /not an HTML file/);
      assert.match(await textOf('#summary'), /^Envoys/);
      await giveFile('notes.docx', Buffer.from('x'));
      await until(async () => /Only HTML files/.test(await problem()), 'the message about the kind of file');
      await giveFile('broken.html.gz', gzipSync(readFileSync(fixture)).subarray(0, 400));
      await until(async () => /gzip file is damaged/.test(await problem()), 'the message about the damage');
      await page.click('#open-paste');
      await page.click('#paste button.first');
      await until(async () => /nothing to read/.test(await problem()), 'the message about the empty paste');
      await giveFile('page.html', readFileSync(fixture));
      await until(async () => (await problem()) === '', 'the message to go');
    });

    test('pasted HTML is read, and an empty page has no article', async () => {
      await openLab();
      await page.click('#open-paste');
      await page.type('#pasted', '<title>None</title><p>Only a word.</p>');
      await page.click('#paste button.first');
      await until(
        async () =>
          (await textOf('#summary')).includes('1 block kept') || (await textOf('#summary')).includes('of 1 block'),
        'the pasted page',
      );
      await page.click('#tab-article');
      await until(async () => /No article here/.test(await textOf('#article-panel')), 'the answer');
    });

    test('the page is shown without its scripts, coloured, and a click in it picks the block', async () => {
      await openLab();
      await giveFile(
        'hostile.html',
        Buffer.from(`<title>Hostile</title><body><h1>A headline</h1>
          <script>top.document.body.dataset.ran = 'script'</script>
          <img src="https://elsewhere.example/x.png" onerror="top.document.body.dataset.ran = 'handler'">
          <p onclick="top.document.body.dataset.ran = 'click'" id="p">${'Words of a paragraph that goes on for a while. '.repeat(20)}</p>
          <a id="away" href="https://elsewhere.example/">away</a>
          <iframe srcdoc="<script>top.document.body.dataset.ran = 'frame'</script>"></iframe>`),
      );
      await until(async () => (await textOf('#summary')).includes('blocks kept'), 'the page');
      await page.click('#tab-page');
      const frame = await browser.frame('preview.html');
      await until(() => frame.evaluate(() => document.querySelector('#p[data-lab-block]') !== null), 'the marked page');
      await frame.click('#p');
      await until(async () => /paragraph block/.test(await textOf('#why')), 'the reasons of the paragraph');
      await page.click('#tab-blocks');
      await page.click('#block-0');
      await page.click('#why .steps button');
      const outlined = () => document.querySelector('[data-lab-selected]')?.localName;
      await until(async () => (await frame.evaluate(outlined)) === 'h1', 'the headline outlined in the page');
      await frame.click('#away');
      assert.equal(await page.evaluate(() => document.body.dataset.ran ?? 'nothing'), 'nothing');
      assert.match(await frame.evaluate(() => location.href), /preview\.html$/);
      assert.equal(await frame.evaluate(() => document.querySelectorAll('script, [onclick], [onerror]').length), 0);
      assert.deepEqual(
        await frame.evaluate(() =>
          [...document.querySelectorAll('*')]
            .filter((e) => /** @type {HTMLElement} */ (e).tabIndex >= 0)
            .map((e) => e.localName),
        ),
        ['html'],
      );
      const loaded = () => performance.getEntriesByType('resource').map(({ name }) => name);
      for (const address of [...(await page.evaluate(loaded)), ...(await frame.evaluate(loaded))])
        assert.ok(address.startsWith(server.origin) || address.startsWith('data:'), address);
    });

    test('a corpus is scored against its truth and another extractor, and the next wrong page opens', async () => {
      await openLab();
      const text = 'Words of a paragraph that goes on for a while, and then a little longer than that. ';
      const body = `<h1>Head</h1>${`<p>${text.repeat(4)}</p>`.repeat(5)}`;
      const truth = Array(5).fill(text.repeat(4).trim()).join('\n');
      const files = [
        ['set/html/right.html', `<body><article>${body}</article>`],
        [
          'set/ground-truth/right.json',
          JSON.stringify({ url: 'https://a.example/', ground_truth: { main_content: truth } }),
        ],
        ['set/html/wrong.html', `<body><article>${body}</article>`],
        [
          'set/ground-truth/wrong.json',
          JSON.stringify({ url: '', ground_truth: { main_content: `${truth} missing`.repeat(2) } }),
        ],
      ];
      await page.evaluate((files) => {
        const input = /** @type {HTMLInputElement} */ (document.getElementById('folder'));
        const made = files.map(([path = '', content = '']) =>
          Object.defineProperty(new File([content], path), 'webkitRelativePath', { value: path }),
        );
        Object.defineProperty(input, 'files', { value: made });
        input.dispatchEvent(new Event('change'));
      }, files);
      await until(async () => /(?<!of )2 pages/.test(await textOf('#corpus-scores')), 'the scores');
      const first = await textOf('#page-list .page');
      assert.match(first, /^wrong/);
      assert.equal(await textOf('#page-list li:nth-child(2) .number'), '1.000');

      await page.evaluate(() => {
        const input = /** @type {HTMLInputElement} */ (document.getElementById('predictions'));
        const line = JSON.stringify({ id: 'wrong', text: 'Words of another extractor' });
        Object.defineProperty(input, 'files', { value: [new File([line], 'peer.jsonl')] });
        input.dispatchEvent(new Event('change'));
      });
      await until(async () => /peer/.test(await textOf('#corpus-scores')), "the other extractor's scores");
      await page.press('n');
      await until(async () => (await textOf('#summary')).startsWith('Head'), 'the wrong page');
      assert.match(await until(() => textOf('#compare .diff-text del'), 'what is missing'), /missing/);
      assert.match(await textOf('#compare .scores'), /ours F1 0\.\d+.*peer F1 0\./);
    });

    test('axe-core finds nothing, in either theme', async () => {
      const check = async (/** @type {string} */ what) => {
        assert.deepEqual(await violations(page), [], what);
      };
      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        await browser.colorScheme(scheme);
        await openLab();
        await check(`the lab, ${scheme}`);
        await page.click('#block-30');
        for (const pane of ['why', 'markdown', 'data', 'clutter']) {
          await page.click(`#tab-${pane}`);
          await check(`${pane}, ${scheme}`);
        }
        await browser.open(server.url('none', 'www/index.html'));
        await page.click('.switch label:nth-child(2)');
        await until(() => page.evaluate(() => document.querySelectorAll('#demo-roles li').length > 0), 'the roles');
        await check(`the home page, ${scheme}`);
      }
    });

    test('the home page judges its page live', async () => {
      await browser.open(server.url('none', 'www/index.html'));
      await until(async () => /\d words? in \d+ blocks/.test(await textOf('#demo-says')), 'the demonstration');
      const frame = await browser.frame('preview.html');
      const height = () => frame.evaluate(() => document.documentElement.scrollHeight);
      const whole = await height();
      await page.click('.switch label:nth-child(2)');
      await until(async () => /hidden; the page is still the page/.test(await textOf('#demo-says')), 'in place');
      await until(async () => (await height()) < whole, 'a shorter page');
      await page.click('.switch label:nth-child(3)');
      await until(async () => /^Envoys/.test(await textOf('#reader h1')), 'the reader');
      assert.ok((await textOf('#reader .body')).length > 2000);
    });
  });
}
