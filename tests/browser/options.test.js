// The options page in both browsers: every control does its work, it is accessible in light, dark and on a narrow
// window, and it says what is wrong.
//
//     node --test tests/browser/options.test.js
//
// SCREENSHOTS=directory also saves pictures, for a person to look at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.js';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { until } from './lib/wait.js';

/** What a person said of a piece, as the extension keeps it. */
const RELATED = {
  want: 'article',
  role: 'related',
  path: 'main>article>aside',
  signature: ['.related'],
  around: [],
  heading: null,
  shape: 'l2w1b1m0s0p1',
  time: 1_700_000_000_000,
  count: 1,
};

/** Every kind of rule, and what must be named as broken. */
const SYNC = {
  'site:example.org': { mode: 'reader', changed: 3 },
  'site:example.org/live/*': { mode: 'off', changed: 2 },
  'site:*.example.net': { mode: 'declutter', changed: 1 },
  'site:xn--bcher-kva.example': { mode: 'off', changed: 4 },
  'site:/^https:\\/\\/a\\.example\\//': { mode: 'reader', changed: 5 },
  'site:a very long name that nobody has.example': { mode: 'reader', changed: 6 },
  'site:a-rather-long-subdomain.of-a-rather-long-name.example.co.uk/with/a/long/path/*': { mode: 'off', changed: 7 },
  settings: { schema: 1, toolbar: 'sideways', reader: { size: 24 }, hide: { comments: false } },
};
const LOCAL = {
  'rules:example.org': {
    version: 1,
    list: [RELATED, { ...RELATED, want: 'clutter', role: 'note', path: 'div>aside' }],
  },
  'used:example.org': Date.UTC(2024, 2, 4),
};

for (const name of BROWSERS) {
  describe(`the options page in ${name}`, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/browser.js').View} */
    let page;
    before(async () => {
      browser = await openBrowser(name);
      ({ page } = browser);
      await browser.resize(1100, 900);
    });
    after(() => browser?.close());

    /** Opens the page over a fresh store. @param {string} [hash] */
    async function open(hash = '') {
      await browser.open('about:blank');
      await browser.background(
        async (sync, local) => {
          const { storage } = /** @type {any} */ (globalThis).chrome;
          await Promise.all([storage.sync.clear(), storage.local.clear()]);
          await Promise.all([storage.sync.set(sync), storage.local.set(local)]);
        },
        SYNC,
        LOCAL,
      );
      await browser.open(browser.extensionUrl(`options/options.html${hash}`));
      await until(() => page.evaluate(() => !document.body.hasAttribute('data-waiting')), 'the page');
    }

    /** @param {'sync' | 'local'} area */
    const stored = (area) =>
      browser.background((area) => /** @type {any} */ (globalThis).chrome.storage[area].get(null), area);
    /** @param {string} selector */
    const textOf = (selector) =>
      page.evaluate((s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.innerText ?? '', selector);
    /** The button comes with the sentence, which comes when all is done. */
    async function undo() {
      await until(() => page.evaluate(() => !document.getElementById('undo')?.hidden), 'the button');
      await page.click('#undo');
    }
    const names = () =>
      page.evaluate(() => [...document.querySelectorAll('#sites-list .name')].map((name) => name.textContent));

    /** Types over what stands in a field. @param {string} selector @param {string} text */
    async function fill(selector, text) {
      await page.evaluate((s) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(s));
        input.value = '';
        input.focus();
      }, selector);
      await page.type(selector, text);
    }

    /** @param {string} selector @param {string} value */
    const choose = (selector, value) =>
      page.evaluate(
        (selector, value) => {
          const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        selector,
        value,
      );

    /** Chooses a file to import. @param {string} text */
    const importFile = (text) =>
      page.evaluate((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'standfirst.json', { type: 'application/json' }));
        const input = /** @type {HTMLInputElement} */ (document.getElementById('import'));
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }, text);

    for (const [scheme, width] of /** @type {['light' | 'dark', number][]} */ ([
      ['light', 1100],
      ['dark', 1100],
      ['light', 320],
      ['dark', 320],
    ])) {
      test(`${scheme}, ${width} wide: accessible, nothing wider than the window, every word translated`, async () => {
        await browser.colorScheme(scheme);
        await browser.resize(width, 900);
        await open();
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        assert.deepEqual(await violations(page), []);
        for (const direction of ['rtl', 'ltr']) {
          const wide = await page.evaluate((direction) => {
            document.documentElement.dir = direction;
            const room = document.documentElement.clientWidth;
            const shown = [...document.querySelectorAll('body *')].filter(
              (one) => one.checkVisibility() && !one.closest('.toast, .skip, svg'),
            );
            const out = shown.filter(
              (one) => one.getBoundingClientRect().right > room + 1 || one.getBoundingClientRect().left < -1,
            );
            return out.map((one) => one.outerHTML.slice(0, 120));
          }, direction);
          assert.deepEqual(wide, [], direction);
        }
        assert.doesNotMatch(
          await textOf('body'),
          /\b(options|role|reader|notice)[A-Z]\w+/,
          'a missing message shows its name',
        );
        if (process.env.SCREENSHOTS) {
          mkdirSync(process.env.SCREENSHOTS, { recursive: true });
          await browser.screenshot(join(process.env.SCREENSHOTS, `options-${name}-${scheme}-${width}.png`));
        }
      });
    }

    test('it says which stored values could not be used', async () => {
      await browser.colorScheme('light');
      await browser.resize(1100, 900);
      await open();
      const problems = await textOf('#problems');
      assert.match(problems, /toolbar: "sideways"/);
      assert.match(problems, /a very long name that nobody has\.example/);
      assert.equal((await names()).length, 6);
    });

    test('the button, what is hidden and the reader are saved as they are changed', async () => {
      await open();
      await page.click('#toolbar [value="declutter"]');
      await page.click('#hide-form [name="share"]');
      await page.click('#appearance-form [name="theme"][value="sepia"]');
      await until(async () => {
        const { settings } = await stored('sync');
        return settings.toolbar === 'declutter' && settings.hide.share === false && settings.reader.theme === 'sepia';
      }, 'the settings');
      const { settings } = await stored('sync');
      assert.deepEqual([settings.reader.size, settings.hide.comments], [24, false], 'the others are as they were');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'sepia', 'the page wears it');
      await page.click('#hide-reset');
      await until(async () => (await stored('sync')).settings.hide.share === true, 'the usual choice');
      await undo();
      await until(async () => (await stored('sync')).settings.hide.share === false, 'the choice before');
    });

    test('sites are found, sorted, changed and brought back', async () => {
      await open();
      assert.ok((await names()).includes('bücher.example'), 'a host in its own letters');
      await choose('#sort', 'changed');
      assert.deepEqual((await names()).slice(0, 3), [
        'a-rather-long-subdomain.of-a-rather-long-name.example.co.uk/with/a/long/path/*',
        '/^https:\\/\\/a\\.example\\//',
        'bücher.example',
      ]);
      await choose('#sort', 'used');
      assert.equal((await names())[0], 'example.org');
      await choose('#sort', 'mode');
      assert.equal((await names())[0], '/^https:\\/\\/a\\.example\\//');
      await fill('#search', 'EXAMPLE.ORG');
      await until(async () => (await names()).length === 2, 'what was found');
      assert.match(await textOf('#sites-count'), /2 of 6/);
      await fill('#search', 'xn--bcher');
      await until(async () => (await names()).join() === 'bücher.example', 'by its ASCII name too');
      await choose('#sites-list select', 'declutter');
      await until(async () => (await stored('sync'))['site:xn--bcher-kva.example'].mode === 'declutter', 'the change');
      await until(async () => /not allowed/.test(await textOf('#sites-list')), 'the mark');
      await undo();
      await until(async () => (await stored('sync'))['site:xn--bcher-kva.example'].mode === 'off', 'the mode before');
    });

    test('what is hidden on one site: as everywhere, hidden or shown, with undo', async () => {
      await open();
      const rule = async () => (await stored('sync'))['site:example.org'];
      const role = (/** @type {string} */ name) => `#sites-list [data-place="role ${name} example.org"]`;
      await page.click('[data-place="hide example.org"]');
      await until(() => page.evaluate((s) => document.querySelector(s) !== null, role('comments')), 'the choices');
      const names = await page.evaluate(
        (s) => [...(document.querySelector(s)?.querySelectorAll('option') ?? [])].map(({ text }) => text),
        role('comments'),
      );
      assert.deepEqual(names, ['As everywhere: shown', 'Hidden here', 'Shown here'], 'comments are shown everywhere');
      await choose(role('comments'), 'on');
      await until(async () => (await rule()).hide?.comments === true, 'the choice');
      // So that the next sentence is known by its coming.
      await until(() => page.evaluate(() => !document.getElementById('undo')?.hidden), 'the sentence');
      await page.click('#toast-close');
      await choose(role('related'), 'off');
      await until(async () => (await rule()).hide?.related === false, 'the second choice');
      assert.deepEqual([(await rule()).mode, (await rule()).hide], ['reader', { comments: true, related: false }]);
      await until(async () => /2 choices of its own/.test(await textOf('#sites-list')), 'their number');
      assert.ok(
        await page.evaluate((s) => document.querySelector(s)?.checkVisibility(), role('comments')),
        'the row stays open while the list is made anew',
      );
      await undo();
      await until(async () => (await rule()).hide.related === undefined, 'the choice before');
      await choose(role('comments'), 'usual');
      await until(async () => (await rule()).hide === undefined, 'nothing of its own');
      // A change of the mode keeps what the site hides.
      await choose(role('share'), 'off');
      await until(async () => (await rule()).hide?.share === false, 'the choice');
      await choose('[data-place="mode example.org"]', 'declutter');
      await until(async () => (await rule()).mode === 'declutter', 'the mode');
      assert.deepEqual((await rule()).hide, { share: false });
    });

    test('a pattern is explained while it is typed, and a wrong one is not taken', async () => {
      await open();
      await fill('#add-pattern', 'news.*.org');
      assert.match(await textOf('#add-hint'), /star may stand/i);
      await page.press('Enter');
      assert.equal(Object.keys(await stored('sync')).length, Object.keys(SYNC).length);
      await fill('#add-pattern', 'https://www.example.com/news/*');
      assert.match(await textOf('#add-hint'), /example\.com\/news\/\*/);
    });

    test('the tester says which rule decides and why', async () => {
      await open();
      await page.click('#tester summary');
      await fill('#tester-address', 'https://www.example.org/live/1');
      const answer = await textOf('#tester-answer');
      assert.match(answer, /example\.org\/live\/\* decides.*nothing happens/i);
      assert.match(answer, /example\.org: its kind of rule is less specific/);
      await fill('#tester-address', 'https://nowhere.example/');
      assert.match(await textOf('#tester-answer'), /No rule matches/);
      await fill('#tester-address', 'about:config');
      assert.match(await textOf('#tester-answer'), /not the address of a web page/);
    });

    test('a link fills the form', async () => {
      await open('#add-declutter=b%C3%BCcher.example');
      await until(() => page.evaluate(() => document.activeElement?.id === 'add-pattern'), 'the field');
      const form = await page.evaluate(() =>
        Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (document.getElementById('add')))),
      );
      assert.deepEqual(form, { pattern: 'bücher.example', mode: 'declutter' });
    });

    test('an import shows what it changes, and changes that', async () => {
      await open();
      const file = {
        standfirst: 1,
        settings: { reader: { size: 30 } },
        sites: { 'example.org': { mode: 'off' }, 'new.example': { mode: 'off' }, '*': { mode: 'off' } },
      };
      await importFile(JSON.stringify(file));
      await until(async () => /1 new site/.test(await textOf('#import-changes')), 'the preview');
      const merged = await textOf('#import-changes');
      assert.match(merged, /reader\.size: 24 → 30/);
      assert.match(merged, /1 site changes\s+example\.org/);
      assert.match(merged, /1 part of the file cannot be used/);
      assert.doesNotMatch(merged, /go away/);
      await page.click('#import-preview [value="replace"]');
      await until(async () => /5 sites go away/.test(await textOf('#import-changes')), 'the preview of replacing');
      assert.equal((await stored('sync'))['site:new.example'], undefined, 'nothing is written yet');
      await page.click('#import-preview [value="merge"]');
      await until(async () => !/go away/.test(await textOf('#import-changes')), 'the preview of merging');
      await page.click('#import-apply');
      await until(async () => (await stored('sync'))['site:new.example']?.mode === 'off', 'the new site');
      const sync = await stored('sync');
      assert.equal(sync['site:example.org'].mode, 'off');
      await until(async () => (await stored('sync')).settings.reader.size === 30, 'the setting');
      await importFile('{"standfirst": 99}');
      await until(async () => /newer Standfirst/.test(await textOf('#status')), 'the sentence');
    });

    test('corrections are imported by themselves', async () => {
      await open();
      const before = { sync: await stored('sync'), local: await stored('local') };
      const said = { ...RELATED, want: 'clutter', role: 'promo', path: 'main>div', signature: ['.members-plea'] };
      const file = {
        standfirst: 1,
        corrections: {
          'new.example': { version: 1, list: [said] },
          'broken.example': { version: 1, list: [{ ...said, path: 'main > div { }' }] },
        },
      };
      await importFile(JSON.stringify(file));
      await until(async () => /new\.example/.test(await textOf('#import-changes')), 'the preview');
      const changes = await textOf('#import-changes');
      assert.match(changes, /Corrections for 1 site come in\s+new\.example/);
      assert.match(changes, /1 part of the file cannot be used\s[\s\S]*broken\.example/);
      assert.doesNotMatch(changes, /setting|new site|site changes|go away|forgotten/i);
      assert.deepEqual(await stored('local'), before.local, 'nothing is written yet');
      await page.click('#import-apply');
      await until(async () => 'rules:new.example' in (await stored('local')), 'the corrections');
      await until(() => page.evaluate(() => document.getElementById('import-preview')?.hidden), 'the preview to go');
      assert.deepEqual(await stored('sync'), before.sync, 'sites and settings are as they were');
      assert.deepEqual(await stored('local'), {
        ...before.local,
        'rules:new.example': file.corrections['new.example'],
      });
      const list = await until(async () => {
        const text = await textOf('#corrections-list');
        return text.includes('new.example') ? text : '';
      }, 'them in the list');
      assert.match(list, /example\.org\s+2 corrections/, 'those of other sites stay');
      // Imported once more, there is nothing to do.
      await importFile(JSON.stringify({ ...file, corrections: { 'new.example': file.corrections['new.example'] } }));
      await until(() => page.evaluate(() => !document.getElementById('import-preview')?.hidden), 'the preview again');
      await until(
        () => page.evaluate(() => /** @type {HTMLButtonElement} */ (document.getElementById('import-apply')).disabled),
        'nothing to import',
      );
    });

    test('an export holds everything', async () => {
      await open();
      await page.evaluate(() => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          /** @type {any} */ (window).exported = /** @type {Blob} */ (blob).text();
          return create(blob);
        };
        // The file itself would go to a person's folder.
        addEventListener('click', (event) => event.target instanceof HTMLAnchorElement && event.preventDefault(), true);
        HTMLAnchorElement.prototype.click = () => {};
      });
      await page.click('#export');
      const text = await until(() => page.evaluate(() => /** @type {any} */ (window).exported), 'the file');
      const { standfirst, settings, sites, corrections } = JSON.parse(text);
      assert.equal(standfirst, 1);
      assert.equal(settings.reader.size, 24);
      assert.deepEqual(sites['example.org'], { mode: 'reader' });
      assert.equal(Object.keys(sites).length, 6);
      assert.deepEqual(Object.keys(corrections), ['example.org']);
    });

    test('corrections are listed and forgotten, with undo', async () => {
      await open();
      const listed = await textOf('#corrections-list');
      assert.match(listed, /example\.org\s+2 corrections/);
      assert.match(listed, /related stories, in the article’s column: always article/);
      assert.match(listed, /note beside the text, in a box beside the text: always clutter/);
      await page.evaluate(() => {
        URL.createObjectURL = (blob) => {
          /** @type {any} */ (window).filters = /** @type {Blob} */ (blob).text();
          return 'blob:none';
        };
        HTMLAnchorElement.prototype.click = () => {};
      });
      await page.click('#corrections-filters');
      const filters = await until(() => page.evaluate(() => /** @type {any} */ (window).filters), 'the rules');
      assert.match(filters, /^example\.org##aside\.related$/m);
      assert.match(await textOf('#status'), /1 of 2 corrections are filter rules/);
      await page.click('#corrections-list [data-at="1"]');
      await until(async () => (await stored('local'))['rules:example.org'].list.length === 1, 'one to go');
      await undo();
      await until(async () => (await stored('local'))['rules:example.org'].list.length === 2, 'one to come back');
      await page.click('#corrections-list .line button');
      await until(async () => !('rules:example.org' in (await stored('local'))), 'the corrections to go');
      await undo();
      await until(async () => 'rules:example.org' in (await stored('local')), 'the corrections to come back');
    });

    test('the commands are listed, and storage is counted', async () => {
      await open();
      assert.match(await textOf('#shortcuts-list'), /reader view/);
      assert.match(await textOf('#storage-list'), /\d[.,]\d kB/);
    });

    test('a reset asks first, and then leaves nothing', async () => {
      await open();
      await page.click('#reset');
      await until(() => page.evaluate(() => document.querySelector('dialog')?.open), 'the question');
      await page.click('#reset-dialog [value="cancel"]');
      await until(() => page.evaluate(() => !document.querySelector('dialog')?.open), 'no question');
      assert.equal(Object.keys(await stored('sync')).length, Object.keys(SYNC).length);
      await page.click('#reset');
      await page.click('#reset-dialog [value="reset"]');
      await until(async () => Object.keys(await stored('sync')).length === 0, 'sync to be empty');
      await until(async () => !('rules:example.org' in (await stored('local'))), 'the device to be empty');
      await until(async () => /No sites yet/.test(await textOf('#sites-count')), 'the empty list');
    });

    test('nothing went wrong unseen', async () => {
      const gone = /context unloaded|context is inactive|downloadable font: download failed/;
      assert.deepEqual(
        (await browser.errors()).filter((error) => !gone.test(error)),
        [],
      );
    });
  });
}
